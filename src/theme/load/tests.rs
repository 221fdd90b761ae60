use super::*;
use crate::color::Rgb;

fn folder(file: &str, text: impl AsRef<[u8]>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("sub")).expect("a folder in it");
    std::fs::write(folder.path().join(file), text).expect("a file in it");
    folder
}

fn read_own(text: &str) -> Result<Theme, Diagnostics> {
    load("own.toml", folder("own.toml", text).path())
}

/// The only thing that is wrong with a theme's name or file.
fn refused(name: &str, folder: &Path) -> Diagnostic {
    let mut errors = load(name, folder).expect_err("an error").0;
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
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
fn the_built_in_themes_pass_the_check_for_others() {
    for (name, source) in BUILT_IN.into_iter().zip(SOURCES) {
        for extends in BUILT_IN {
            let whole = format!("extends = \"{extends}\"\n{source}");
            assert_eq!(parse("own.toml", &whole).as_ref(), Ok(&built_in(name).expect(name)), "{name} over {extends}");
        }
    }
}

#[test]
fn whatever_stands_under_a_key_no_other_step_is_surprised() {
    let values = [
        "1",
        "0",
        "-1",
        "0xFFFFFFFFFFFFFFFFFFFF",
        "99999999999999999999",
        "1e400",
        "-0.0",
        "nan",
        "inf",
        "true",
        "\"\"",
        "\"red\"",
        "\"1\"",
        "2026-11-22",
        "[]",
        "[[]]",
        "[1]",
        "[\"red\"]",
        "[[1, -1]]",
        "[[\"red\"]]",
        "[{}]",
        "{}",
        "{ fill = \"red\", a = 1 }",
        "[[[[1]]]]",
        "\"\\u001B\"",
    ];
    let light: toml::Table = SOURCES[0].parse().expect("light");
    let paths = light.iter().flat_map(|(key, value)| {
        let inner = value.as_table().into_iter().flatten().map(move |(inner, _)| format!("{key}.{inner}"));
        std::iter::once(key.clone()).chain(inner)
    });
    for path in paths.chain(["extends".into(), "palette.tiers.support".into(), "palette.pains.fill".into()]) {
        for value in values {
            // read, or refused at a place of its own
            if let Err(errors) = parse("own.toml", &format!("{path} = {value}")) {
                assert!(
                    errors.0.iter().all(|error| error.span.is_some() && error.code != "unusable-theme"),
                    "{path} = {value}: {errors}"
                );
            }
        }
    }
}

#[test]
fn unknown_names_are_met_with_known_ones() {
    let error = refused("drak", Path::new("."));
    assert_eq!(error.message, "there is no theme `drak`");
    assert_eq!(error.help.as_deref(), Some("did you mean `dark`?; a file of your own ends in `.toml`"));
    assert!(refused("zzzzzz", Path::new(".")).help.is_some_and(|help| help.contains("`editorial`")));
}

#[test]
fn files_stay_inside_the_folder() {
    let folder = folder("own.toml", "");
    let inside = folder.path().join("sub");
    assert!(load("./own.toml", folder.path()).is_ok());
    assert!(load("sub/../own.toml", folder.path()).is_ok());
    assert!(refused("../own.toml", &inside).message.ends_with("is outside the journey's folder"));
    let absolute = refused(folder.path().join("own.toml").to_str().expect("UTF-8"), &inside).message;
    assert!(absolute.ends_with("it is an absolute path"), "{absolute}");
    assert!(refused("none.toml", folder.path()).message.ends_with("there is no such file"));
    assert!(refused("./sub", folder.path()).message.ends_with("it is a folder"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("own.toml"), inside.join("link.toml")).expect("a link");
        assert!(refused("link.toml", &inside).message.ends_with("is outside the journey's folder"));
    }
}

#[test]
fn files_that_are_no_themes_are_refused() {
    let large = folder("own.toml", vec![b'#'; 256 * 1024 + 1]);
    assert!(refused("own.toml", large.path()).message.ends_with("is larger than 256 KiB"));
    let binary = folder("own.toml", b"# \xC3\xA9\n\xFF");
    assert_eq!(refused("own.toml", binary.path()).message, "the theme `own.toml` is not UTF-8 text: byte 5, in line 2");
}
