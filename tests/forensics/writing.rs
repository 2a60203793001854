//! What is written about a letter beside its answer: pictures, blocks, snippets, kept marks, dates, the bin.

use std::path::Path;

use image::{ImageFormat, Rgb, RgbImage};
use reqwest::StatusCode;
use tempfile::TempDir;
use unsaid::domain::{Day, Moment, VaultKey};
use unsaid::seal;

use crate::common::html::Page;
use crate::common::pages::{count, vault_pages_by};
use crate::common::program::{Program, set_up};
use crate::common::{ACCOUNT, PASSWORD, eventually, vault_key};
use crate::course;
use crate::marks::Marks;
use crate::people::{Columnist, Reader};

/// Days ahead that a post is released for.
const AHEAD: u32 = 3;
/// Pixels of a picture's sides.
const SIDES: (u32, u32) = (420, 300);
/// Bytes of a picture's middle that are looked for.
const SAMPLE: usize = 48;

/// A column whose program can be ended and begun again.
pub struct Scene {
    pub data: TempDir,
    pub elsewhere: TempDir,
    pub serving: Program,
    pub marks: Marks,
    pub key: VaultKey,
}

/// A letter with the editor of its post.
pub struct Written {
    pub receipt: String,
    pub letter: String,
    pub post: String,
    /// Of the letter and of everything that was written from it.
    pub marks: Vec<String>,
    revision: u32,
}

impl Scene {
    pub fn set() -> Self {
        let (data, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let mut marks = Marks::default();
        marks.secret.text("recovery code", &set_up(data.path()));
        let key = vault_key(data.path());
        let serving = course::serve(data.path(), elsewhere.path());
        Self { data, elsewhere, serving, marks, key }
    }

    pub async fn sign_in(&self) -> Columnist {
        Columnist::sign_in(&self.serving.base, ACCOUNT, PASSWORD).await
    }

    /// Ends it, lets `change` change the files, and begins it again. Gives all that it had printed.
    pub fn meanwhile(self, change: impl FnOnce(&Path, &VaultKey)) -> (Self, String) {
        let Self { data, elsewhere, serving, marks, key } = self;
        let ended = serving.terminate();
        assert!(ended.status.success(), "{ended:?}");
        change(data.path(), &key);
        let serving = course::serve(data.path(), elsewhere.path());
        let printed = format!("{}{}", ended.stdout, ended.stderr);
        (Self { data, elsewhere, serving, marks, key }, printed)
    }

    /// How many of these marks are in the vault's pages as they lie there.
    pub fn in_vault(&self, marks: &[String]) -> usize {
        let pages = vault_pages_by(&self.key, self.data.path());
        marks.iter().filter(|mark| count(&pages, mark) > 0).count()
    }

    /// A letter whose post is begun.
    pub async fn letter(&mut self, columnist: &Columnist) -> Written {
        let reader = Reader::new(&self.serving.base);
        let (text, found_by, marks) = self.marks.letter();
        let receipt = reader.ask(&text, "print").await;
        self.marks.receipt(&receipt);
        let letter = eventually("the letter at the desk", || async {
            let found = columnist.letters(&format!("/desk?q={found_by}")).await;
            found.into_iter().next().map(|(path, _)| path)
        })
        .await;
        let post = columnist.act(&format!("{letter}/draft"), &[]).await;
        Written { receipt, letter, post, marks, revision: 1 }
    }
}

impl Written {
    /// Saves new marked texts, `more` behind the answer; gives the marks.
    pub async fn save(&mut self, columnist: &Columnist, marks: &mut Marks, more: &str) {
        let texts = ["title", "printed", "answer"].map(|what| marks.secret_one(what));
        self.put(columnist, &self.post.clone(), &texts, more, &[]).await;
        self.marks.extend(texts);
    }

    /// Sends the editor's fields with these texts and more fields to `path`.
    async fn put(
        &mut self,
        columnist: &Columnist,
        path: &str,
        texts: &[String; 3],
        more: &str,
        further: &[(&str, &str)],
    ) {
        let (revision, answer) = (self.revision.to_string(), format!("{} {more}", texts[2]));
        let fields = [
            ("revision", revision.as_str()),
            ("title", &texts[0]),
            ("printed", &texts[1]),
            ("answer", &answer),
            ("tags", "trust"),
        ];
        columnist.act(path, &[&fields[..], further].concat()).await;
        self.revision += 1;
    }

    /// Gives the post a date, with these texts.
    pub async fn release(&mut self, columnist: &Columnist, texts: &[String; 3], more: &str) {
        let date = Day(today() + AHEAD).date().to_string();
        let when = [("when", "at"), ("date", date.as_str()), ("time", "07:00")];
        let path = format!("{}/publication", self.post);
        self.put(columnist, &path, texts, more, &when).await;
    }

    /// Goes back to an earlier revision.
    pub async fn restore(&mut self, columnist: &Columnist, number: u32) {
        let path = format!("{}/revisions/{number}", self.post);
        columnist.act(&path, &[("revision", &self.revision.to_string())]).await;
        self.revision += 1;
    }

    /// Keeps the first thing that is marked in the text as printed, which is an address.
    pub async fn keep_an_address(&mut self, columnist: &Columnist, marks: &mut Marks) {
        let address = marks.vault_one("address that is kept");
        let texts = [
            marks.secret_one("title"),
            format!("Write to {address}@mail.example"),
            marks.secret_one("answer"),
        ];
        self.put(columnist, &self.post.clone(), &texts, "", &[]).await;
        let page = Page::parse(&columnist.page(&self.post).await);
        let buttons = page.id("marks").unwrap().all("button");
        let values = buttons.iter().map(|button| button.attr("value"));
        let mut keeps =
            values.filter(|value| value.starts_with("keep") && value.contains(&address));
        let keep = keeps.next().expect("a mark to be kept");
        columnist.act(&format!("{}/marks", self.post), &[("mark", keep)]).await;
        self.marks.push(address);
    }
}

/// Adds a marked block and a marked snippet, which no post names.
pub async fn returning_texts(columnist: &Columnist, marks: &mut Marks) {
    let (name, text) = (marks.vault_one("block's name"), marks.vault_one("block"));
    let block = [("name", name.as_str()), ("place", "closing"), ("text", &text)];
    columnist.act("/desk/blocks/new", &block).await;
    let (name, text) = (marks.vault_one("snippet's name"), marks.vault_one("snippet"));
    columnist.act("/desk/snippets", &[("name", &name), ("text", &text)]).await;
}

/// Adds a photo with a marked note of the camera in it. Gives the Markdown that shows it, and a part of the file that
/// the vault keeps.
pub async fn picture(columnist: &Columnist, marks: &mut Marks) -> (String, Vec<u8>) {
    let (note, alt) = (marks.absent_one("note of a camera"), marks.vault_one("words of a picture"));
    let sent = photo(&note);
    marks.absent.bytes("a photo as it came", sample(&sent));
    marks.secret.bytes("a photo as it came", sample(&sent));
    let path = format!("/desk/pictures?alt={alt}");
    let answer = columnist.post_script(&path, "image/jpeg", sent).await.unwrap();
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let library = Page::parse(&columnist.page("/desk/pictures").await);
    let newest = library.with_class("thumb").remove(0);
    let file = columnist.bytes(newest.attr("src")).await.unwrap();
    assert_eq!(count(&file, &note), 0, "what the camera wrote is gone");
    (told["markdown"].as_str().unwrap().to_owned(), sample(&file).to_vec())
}

/// A photo like no other, with what a camera writes into it.
fn photo(note: &str) -> Vec<u8> {
    let seed = seal::random_u64().to_le_bytes();
    let pixel = |x: u32, y: u32| {
        let noise = seed[(x / 5 + y / 3) as usize % seed.len()];
        Rgb([noise, noise ^ x as u8, (x * y) as u8])
    };
    let mut jpeg = Vec::new();
    let picture = RgbImage::from_fn(SIDES.0, SIDES.1, pixel);
    picture.write_to(&mut std::io::Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    let exif = [b"Exif\0\0".as_slice(), note.as_bytes()].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn sample(file: &[u8]) -> &[u8] {
    &file[file.len() / 2..][..SAMPLE]
}

pub fn today() -> u32 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Moment(since.as_secs().try_into().unwrap()).day().0
}
