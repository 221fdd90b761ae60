//! The program's own faces, installed for the viewers of one run only.

use std::path::{Path, PathBuf};

/// A folder with the embedded faces and a configuration of fontconfig that adds it to the system's fonts.
pub struct Fonts {
    /// Where the faces lie.
    pub folder: PathBuf,
    /// What the environment variable `FONTCONFIG_FILE` of a viewer names.
    pub config: PathBuf,
}

impl Fonts {
    /// Writes both below `folder`.
    pub fn install(root: &Path, folder: &Path) -> Self {
        let faces = folder.join("fonts");
        std::fs::create_dir_all(&faces).expect("a folder for fonts");
        for entry in std::fs::read_dir(root.join("src/text/faces")).expect("embedded faces").flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "ttf") {
                std::fs::copy(entry.path(), faces.join(entry.file_name())).expect("a copy of a face");
            }
        }
        let config = folder.join("fonts.conf");
        let text = format!(
            r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{}</dir>
<cachedir>{}</cachedir>
</fontconfig>
"#,
            faces.display(),
            folder.join("font-cache").display()
        );
        std::fs::write(&config, text).expect("a configuration of fontconfig");
        Self { folder: faces, config }
    }
}
