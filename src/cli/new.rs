//! `wayline new`: a commented map to start from.

use super::args::{NewArgs, Template};
use super::failure::{Exit, Failure};
use super::output;

/// Prints the template.
pub(super) fn run(args: &NewArgs) -> Result<Exit, Failure> {
    output::stdout(text(args.template).as_bytes())?;
    Ok(Exit::Done)
}

fn text(template: Template) -> &'static str {
    match template {
        Template::Retail => include_str!("templates/retail.toml"),
        Template::Saas => include_str!("templates/saas.toml"),
        Template::Patient => include_str!("templates/patient.toml"),
        Template::ServiceBlueprint => include_str!("templates/service-blueprint.toml"),
        Template::Blank => include_str!("templates/blank.toml"),
    }
}
