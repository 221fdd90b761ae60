//! Inter as it is inside the program, installed for the viewers of one run only. All other families are the system's: the
//! program's subset of Noto Sans Arabic has no space, and what it lacks a viewer would take from somewhere else.

use std::path::{Path, PathBuf};

/// A folder with Inter and a configuration of fontconfig that adds it to the system's fonts.
pub struct Fonts {
    /// Where Inter lies.
    pub folder: PathBuf,
    /// What the environment variable `FONTCONFIG_FILE` of a viewer names.
    pub config: PathBuf,
}

impl Fonts {
    /// Writes both below `folder`.
    pub fn install(root: &Path, folder: &Path) -> Self {
        let faces = folder.join("fonts");
        let _ = std::fs::remove_dir_all(&faces);
        std::fs::create_dir_all(&faces).expect("a folder for fonts");
        for entry in std::fs::read_dir(root.join("src/text/faces")).expect("embedded faces").flatten() {
            let name = entry.file_name();
            if name.to_str().is_some_and(|name| name.starts_with("Inter-") && name.ends_with(".ttf")) {
                std::fs::copy(entry.path(), faces.join(name)).expect("a copy of a face");
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
