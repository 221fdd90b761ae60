use super::*;
use crate::color::Rgb;

fn folder(file: &str, text: impl AsRef<[u8]>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sub")).expect("a folder in it");
    std::fs::write(folder.path().join(file), text).expect("a file in it");
    folder
}

fn read_own(text: &str) -> Result<Theme, ThemeError> {
    load("own.toml", folder("own.toml", text).path())
}

/// Message and help of the error that a theme file gives.
fn error(text: &str) -> (String, String) {
    let error = read_own(text).expect_err("an error");
    (error.message, error.help.unwrap_or_default())
}

#[test]
fn built_in_themes_can_be_read() {
    for (name, source) in BUILT_IN.into_iter().zip(SOURCES) {
        let theme = toml::from_str::<Complete>(source).map(Theme::from).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(theme.name, name);
        assert_eq!(built_in(name), Some(theme.clone()));
        assert_eq!(load(name, Path::new("nowhere")), Ok(theme));
    }
    assert_eq!(built_in("color-blind"), built_in("colour-blind"));
}

#[test]
fn an_empty_file_is_the_light_theme() {
    let theme = read_own("").expect("a theme");
    let light = built_in("light").expect("light");
    assert_eq!(theme, Theme { name: "own.toml".into(), ..light });
}

#[test]
fn only_what_is_given_is_replaced() {
    let theme = read_own(
        "name = \"ours\"\nextends = \"dark\"\n[metrics]\ntitle = 40\n[palette]\naccent = \"#112233\"\nstages = [\"red\"]\n\
         [palette.tiers.support]\nink = \"#445566\"\n",
    )
    .expect("a theme");
    let mut expected = built_in("dark").expect("dark");
    expected.name = "ours".into();
    expected.metrics.title = 40.0;
    expected.palette.accent = Rgb::new(0x11, 0x22, 0x33);
    expected.palette.stages = vec![Rgb::new(255, 0, 0)];
    expected.palette.tiers.support.ink = Rgb::new(0x44, 0x55, 0x66);
    assert_eq!(theme, expected);
}

#[test]
fn mistakes_are_told_with_their_place_and_what_is_near() {
    for (text, message, help) in [
        ("[palette]\nacent = \"red\"", "own.toml:2:1: there is no `acent` here in a theme", "did you mean `accent`?"),
        ("[palette.tiers]\nsuport = {}", "own.toml:2:1: there is no `suport` here in a theme", "did you mean `support`?"),
        (
            "colors = 1",
            "own.toml:1:1: there is no `colors` here in a theme",
            "keys are `about`, `metrics`, `name`, `palette`, `extends`",
        ),
        ("extends = \"ligth\"", "own.toml:1:11: there is no built-in theme `ligth`", "did you mean `light`?"),
        ("extends = 1", "own.toml:1:11: `extends` is not a text", "name a built-in theme"),
        ("[palette]\nstages = []", "own.toml:2:10: `stages` has 0 entries", "give it 1 to 64"),
        ("[palette]\npersonas = []", "own.toml:2:12: `personas` has 0 entries", "give it 1 to 64"),
        (
            "[palette]\nboards = [{ hedder = \"red\" }]",
            "own.toml:2:13: there is no `hedder` here in a theme",
            "did you mean `header`?",
        ),
        ("metrics.body = 0", "own.toml:1:16: `body` is 0, which is out of range", "give it 1 to 200"),
        ("metrics.body = 200.5", "own.toml:1:16: `body` is 200.5, which is out of range", "give it 1 to 200"),
        ("metrics.margin = nan", "own.toml:1:18: `margin` is NaN, which is out of range", "give it 0 to 200"),
        ("palette.area-opacity = 1.5", "own.toml:1:24: `area-opacity` is 1.5, which is out of range", "give it 0 to 1"),
        ("palette.persona-dashes = [[0]]", "own.toml:1:28: a dash is 0, which is out of range", "give it 0.1 to 200"),
        ("palette.page = \"no colour\"", "own.toml:1:16: `no colour` is not an opaque CSS colour", ""),
        ("palette.page = \"#FFFFFF80\"", "own.toml:1:16: `#FFFFFF80` is not an opaque CSS colour", ""),
        ("# é\npalette.page = ", "own.toml:2:16: ", ""),
    ] {
        let found = error(text);
        assert!(found.0.starts_with(message), "{text}\n{}", found.0);
        assert_eq!(found.1, help, "{text}");
    }
    assert!(error("palette.boards = [{ icon = \"red\" }]").0.starts_with("own.toml:1:19: missing field"));
    assert!(error("palette.grades = [\"red\"]").0.starts_with("own.toml:1:18: invalid length 1"));
    assert!(error("palette = 3").0.starts_with("own.toml:1:11: "));
    assert!(error("metrics.title = \"large\"").0.starts_with("own.toml:1:17: invalid type"));
}

#[test]
fn unknown_names_are_met_with_known_ones() {
    let error = load("drak", Path::new(".")).expect_err("an error");
    assert_eq!(error.message, "there is no theme `drak`");
    assert_eq!(error.help.as_deref(), Some("did you mean `dark`?; a file of your own ends in `.toml`"));
    assert!(load("zzzzzz", Path::new(".")).expect_err("an error").to_string().contains("`editorial`"));
}

#[test]
fn files_stay_inside_the_folder() {
    let folder = folder("own.toml", "");
    let inside = folder.path().join("sub");
    assert!(load("./own.toml", folder.path()).is_ok());
    assert!(load("sub/../own.toml", folder.path()).is_ok());
    assert!(load("../own.toml", &inside).expect_err("an error").message.ends_with("is outside the journey's folder"));
    let absolute = folder.path().join("own.toml");
    let absolute = load(absolute.to_str().expect("UTF-8"), &inside).expect_err("an error").message;
    assert!(absolute.ends_with("it is an absolute path"), "{absolute}");
    assert!(load("none.toml", folder.path()).expect_err("an error").message.ends_with("there is no such file"));
    assert!(load("./sub", folder.path()).expect_err("an error").message.ends_with("it is a folder"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("own.toml"), inside.join("link.toml")).expect("a link");
        assert!(load("link.toml", &inside).expect_err("an error").message.ends_with("is outside the journey's folder"));
    }
}

#[test]
fn files_that_are_no_themes_are_refused() {
    let large = folder("own.toml", vec![b'#'; 256 * 1024 + 1]);
    assert!(load("own.toml", large.path()).expect_err("an error").message.ends_with("is larger than 256 KiB"));
    let binary = folder("own.toml", b"# \xC3\xA9\n\xFF");
    assert_eq!(load("own.toml", binary.path()).expect_err("an error").message, "own.toml:2:1: this is not UTF-8 text");
}
