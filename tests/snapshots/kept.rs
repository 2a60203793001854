//! Pages as files, compared and renewed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use maud::Markup;

use crate::laid_out::laid_out;

/// A page in one of its states.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its file's, without the ending.
    pub name: String,
    /// Laid out, line by line.
    pub html: String,
}

/// A page with its name.
pub fn shown(name: &str, page: Markup) -> Shown {
    Shown { name: name.to_owned(), html: laid_out(&page.into_string()) }
}

/// A folder with one file for each page.
pub struct Kept(PathBuf);

impl Kept {
    /// The files of this project.
    pub fn here() -> Self {
        Self(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/pages"))
    }

    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Makes the files what is shown now; one that nothing is shown of goes.
    pub fn renew(&self, shown: &[Shown]) {
        for name in self.files().keys() {
            std::fs::remove_file(self.file(name)).unwrap();
        }
        for page in shown {
            std::fs::write(self.file(&page.name), &page.html).unwrap();
        }
    }

    /// What is not as it was kept, one line for each page or two.
    pub fn differences(&self, shown: &[Shown]) -> Vec<String> {
        let mut files = self.files();
        let mut told = Vec::new();
        for page in shown {
            match files.remove(&page.name) {
                None => told.push(format!("{} is new", page.name)),
                Some(was) if was != page.html => {
                    told.push(difference(&page.name, &was, &page.html))
                }
                Some(_) => {}
            }
        }
        told.extend(files.into_keys().map(|name| format!("{name} is shown no more")));
        told
    }

    /// The pages that are kept, by their names.
    fn files(&self) -> BTreeMap<String, String> {
        let entries = std::fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path());
        let named = entries.filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_suffix(".html")?.to_owned();
            Some((name, std::fs::read_to_string(path).unwrap()))
        });
        named.collect()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.html"))
    }
}

fn difference(name: &str, was: &str, is: &str) -> String {
    let at = was.lines().zip(is.lines()).take_while(|(was, is)| was == is).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").trim().to_owned();
    format!("{name}, line {}:\n  was {}\n  is  {}", at + 1, line(was), line(is))
}
