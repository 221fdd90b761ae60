//! What the command line may say: the only file that describes arguments.

mod build;
mod diff;
mod drawing;
mod review;
#[cfg(feature = "watch")]
mod watch;

pub(super) use build::BuildArgs;
pub(super) use diff::{DiffArgs, DiffFormat};
pub(super) use drawing::DrawingArgs;
pub(super) use review::{ReviewArgs, ReviewFormat};
#[cfg(feature = "watch")]
pub(super) use watch::WatchArgs;

use crate::journey::{self, PageSize};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  wayline new > journey.toml               a first map, with every line explained
  wayline render journey.toml              draws journey.svg beside it
  wayline render journey.toml -o map.png   the same as PNG
  wayline build maps -o pictures           all maps of a folder; only those that changed are drawn
  wayline check *.toml                     what is wrong, and what would be better
  wayline review maps                      which maps are due for a review

Exit status: 0 done, 1 something is wrong in a map, 2 the command could not run.";

const RENDER_EXAMPLES: &str = "\
Examples:
  wayline render journey.toml                              draws journey.svg beside it
  wayline render journey.toml -o slide.png --page 16:9     a slide, 1920 × 1080; slide-1.png, … if it takes several
  wayline render journey.toml -o p{page}.svg --page a4     p1.svg, p2.svg, …
  wayline render journey.toml -o print.png --scale 3       three pixels for each px
  wayline render journey.toml --persona lea -o lea.svg     one persona’s path alone
  wayline render journey.toml --lanes channels,emotions    two lanes only
  wayline render journey.toml --text paths                 letters as outlines, the same in every program
  cat journey.toml | wayline render - > journey.svg        from pipe to pipe";

const CHECK_EXAMPLES: &str = "\
Examples:
  wayline check journey.toml
  wayline check maps/*.toml
  wayline check --page 16:9 journey.toml     how many slides, and why

Exit status: 0 clean (advice may be given), 1 errors or warnings, 2 a file could not be read.";

const NEW_EXAMPLES: &str = "\
Examples:
  wayline new > journey.toml
  wayline new service-blueprint > blueprint.toml";

const ICONS_EXAMPLES: &str = "\
Examples:
  wayline icons                 all names with their synonyms
  wayline icons phone           those that have to do with phones
  wayline icons -o icons.svg    a sheet to look at";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  wayline completions bash > ~/.local/share/bash-completion/completions/wayline
  wayline completions zsh  > ~/.zfunc/_wayline
  wayline completions fish > ~/.config/fish/completions/wayline.fish";

/// Draws customer journey maps from TOML
#[derive(Debug, Parser)]
#[command(name = "wayline", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,

    /// How messages are written to standard error
    #[arg(long, value_name = "FORM", value_enum, global = true, default_value_t = MessageFormat::Text)]
    pub(super) message_format: MessageFormat,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Draw a map as SVG or PNG
    Render(RenderArgs),
    /// Draw many maps, of which only those that changed
    Build(BuildArgs),
    /// Show a map in the browser, and redraw it whenever it is saved
    #[cfg(feature = "watch")]
    Watch(WatchArgs),
    /// Check maps: what is wrong, and what would be better
    Check(CheckArgs),
    /// Tell what changed between two revisions of a map
    Diff(DiffArgs),
    /// List when maps are due to be looked at again, the most urgent first
    Review(ReviewArgs),
    /// Print a commented map to start from
    New(NewArgs),
    /// List the built-in themes
    Themes,
    /// List the built-in icons, or draw them on a sheet
    Icons(IconsArgs),
    /// Print the JSON Schema of the journey file, for editors
    Schema,
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
#[command(after_help = RENDER_EXAMPLES)]
pub(super) struct RenderArgs {
    /// The journey file; - reads standard input
    #[arg(value_name = "MAP.toml")]
    pub(super) map: PathBuf,

    /// Where the picture goes; its ending says the format, - is standard output. Default: beside the map, or standard
    /// output where the map comes from standard input. Several pages are numbered: before the ending, or where {page}
    /// stands
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Format of the picture. Default: by the ending of --output, else svg
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,

    #[command(flatten)]
    pub(super) drawing: DrawingArgs,
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct CheckArgs {
    /// The journey files; - reads standard input
    #[arg(value_name = "MAP.toml", required = true)]
    pub(super) maps: Vec<PathBuf>,

    /// The page to check them for, as in `wayline render`; wins over the maps' own
    #[arg(long, value_name = "SIZE", value_parser = page)]
    pub(super) page: Option<PageSize>,

    /// The folder that pictures, icons and themes may come from; the maps lie in it, and paths still start at each map's
    /// folder. Default: the map's folder
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = NEW_EXAMPLES)]
pub(super) struct NewArgs {
    /// What kind of map
    #[arg(value_enum, default_value_t = Template::Retail)]
    pub(super) template: Template,
}

#[derive(Debug, Args)]
#[command(after_help = ICONS_EXAMPLES)]
pub(super) struct IconsArgs {
    /// Only icons whose name or synonyms contain this
    pub(super) filter: Option<String>,

    /// Draw them on a sheet instead (FILE.svg or FILE.png)
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(super) struct CompletionsArgs {
    /// Which shell
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people
    Text,
    /// For editors and other programs: one JSON object a line
    Json,
}

/// What becomes of a map that is too large for its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Fit {
    /// As many pages as it takes for text of the least size (`min_text`, 8 points)
    Split,
    /// One page, with text as small as it takes
    Shrink,
    /// One larger page of the same shape, with text of the least size
    OnePage,
}

impl From<Fit> for journey::Fit {
    fn from(fit: Fit) -> Self {
        match fit {
            Fit::Split => Self::Split,
            Fit::Shrink => Self::Shrink,
            Fit::OnePage => Self::OnePage,
        }
    }
}

/// Format of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Scalable, with real text
    Svg,
    /// Pixels
    Png,
}

impl Format {
    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
        }
    }
}

/// How the text of an SVG is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Text {
    /// As text: can be selected, searched and edited, and is drawn with the fonts of the program that shows it
    Live,
    /// As outlines: the same in every program; the words stay as names for screen readers
    Paths,
}

/// What `new` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Template {
    /// A shopper before, during and after the purchase: channels, emotions, pains
    Retail,
    /// A team adopts a software product: several personas, metrics, expectations
    Saas,
    /// A hospital visit: patient and companion, feelings, quotes, who answers for it
    Patient,
    /// What the customer sees and what happens behind the scenes
    ServiceBlueprint,
    /// The bare minimum
    Blank,
}

/// Reads `--page`.
fn page(name: &str) -> Result<PageSize, String> {
    PageSize::named(name)
        .ok_or_else(|| format!("{}, or WIDTHxHEIGHT in px (100 to 16384)", super::nearest::advice(name, PageSize::NAMES)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_description_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_misspelt_page_names_the_nearest() {
        assert!(page("A4").is_err_and(|message| message.starts_with("did you mean `a4`?")));
        assert_eq!(page("800x600"), PageSize::px(800.0, 600.0).ok_or_else(String::new));
    }
}
