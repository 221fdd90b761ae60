//! Where the changes go, and in which form.

use super::super::args::DiffFormat;
use super::super::failure::Failure;
use super::super::nearest::nearest;
use super::super::output::{Target, is_stdout};
use clap::ValueEnum;
use std::path::Path;

/// Where the changes go, by `--output` and `--format`. The ending of a file says the format; one that was asked for wins over
/// an ending that says nothing.
pub(super) fn target(output: Option<&Path>, asked: Option<DiffFormat>) -> Result<(Target, DiffFormat), Failure> {
    let Some(file) = output.filter(|output| !is_stdout(output)) else {
        return Ok((Target::Stdout, asked.unwrap_or(DiffFormat::Text)));
    };
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let all = DiffFormat::value_variants();
    let by_ending = all.iter().find(|format| format.endings().contains(&ending.as_str())).copied();
    let format = match (by_ending, asked) {
        (Some(by_ending), Some(asked)) if by_ending != asked => {
            let (name, asked) = (file.display(), name(asked));
            let message = format!("`{name}` ends in .{ending}, but --format asks for {asked}");
            return Err(Failure::new(message).help("leave out one of the two"));
        }
        (Some(format), _) | (None, Some(format)) => format,
        (None, None) => {
            let endings: Vec<&str> = all.iter().filter_map(|format| format.endings().first()).copied().collect();
            let known = format!("`wayline diff` writes .{}; the ending, or --format, says which", endings.join(", ."));
            let near = nearest(&ending, endings).map(|near| format!("did you mean .{near}? ")).unwrap_or_default();
            return Err(Failure::new(format!("can't tell the format of `{}`", file.display())).help(near + &known));
        }
    };
    Ok((Target::File(file.to_owned()), format))
}

fn name(format: DiffFormat) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_format() -> Result<(), Failure> {
        let file = |name: &str| Target::File(name.into());
        let of = |name: &str, asked| target(Some(Path::new(name)), asked);
        assert_eq!(target(None, None)?, (Target::Stdout, DiffFormat::Text));
        assert_eq!(target(None, Some(DiffFormat::Json))?, (Target::Stdout, DiffFormat::Json));
        assert_eq!(of("-", Some(DiffFormat::Markdown))?, (Target::Stdout, DiffFormat::Markdown));
        assert_eq!(of("a.MD", None)?, (file("a.MD"), DiffFormat::Markdown));
        assert_eq!(of("a.tmp", Some(DiffFormat::Json))?, (file("a.tmp"), DiffFormat::Json));
        assert!(of("a.md", Some(DiffFormat::Json)).is_err());
        let wrong = of("a.jsn", None).err().and_then(|failure| failure.advice().map(str::to_owned)).unwrap_or_default();
        assert!(wrong.starts_with("did you mean .json? "), "{wrong}");
        Ok(())
    }
}
