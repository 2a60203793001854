//! Pictures: taken into the vault, shown with the posts that are public, and gone with them.

use std::path::{Path, PathBuf};

use image::{ImageFormat, Rgb, RgbImage};
use unsaid::domain::PICTURE_BYTES_MAX;

use crate::common::html::Page;
use crate::common::{Answer, Desk, TestApp};

const BOUNDARY: &str = "a-line-between";
/// What a camera wrote into its photo.
const PLACE: &str = "GPS 52 deg 31 min N";

/// A photograph with the position at which it was taken; `seed` makes it another one.
fn photo(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let noise = (x * 7 + y * 13 + seed * 31) ^ (x * y);
        Rgb([(x + seed) as u8, (y + noise % 9) as u8, noise as u8])
    };
    let mut jpeg = Vec::new();
    let picture = RgbImage::from_fn(width, height, pixel);
    picture.write_to(&mut std::io::Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    let note = [b"Exif\0\0".as_slice(), PLACE.as_bytes()].concat();
    let length = u16::try_from(note.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &note, &jpeg[2..]].concat()
}

/// A picture whose head claims far more pixels than there are: a PNG with its checksum right.
fn bomb() -> Vec<u8> {
    let mut png = Vec::new();
    RgbImage::new(2, 2).write_to(&mut std::io::Cursor::new(&mut png), ImageFormat::Png).unwrap();
    png[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    // CRC-32 over the chunk's type and data (PNG, section 5.5).
    let crc = png[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    });
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

/// A form with a file, as a browser sends it.
fn form(file: &[u8], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .bytes(),
        );
    }
    let head = "Content-Disposition: form-data; name=\"picture\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg";
    body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").bytes());
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    body
}

async fn send(desk: &Desk, file: &[u8], fields: &[(&str, &str)]) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    desk.client.post_as("/desk/pictures", &kind, "text/html", form(file, fields)).await
}

/// Adds a picture as a script does; gives its id and the Markdown that shows it.
async fn add(desk: &Desk, file: Vec<u8>) -> (String, String) {
    let path = "/desk/pictures?alt=Two+cups";
    let answer =
        desk.client.post_as(path, "image/jpeg", "application/json", file).await.expect(201);
    let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let of = |name: &str| told[name].as_str().unwrap().to_owned();
    (of("id"), of("markdown"))
}

/// A draft whose answer is `answer`; gives its editor.
async fn draft(app: &TestApp, desk: &Desk, answer: &str) -> String {
    app.reader().ask("Should I tell her?").await;
    app.settle().await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    desk.write(&path, "Telling her", answer).await;
    path
}

/// Releases a post for a day after tomorrow.
async fn release(desk: &Desk, editor: &str) {
    let fields = desk.editor(editor).await;
    let when = [("when", "at"), ("date", "2026-11-24"), ("time", "07:00")];
    let sent = [fields.pairs().as_slice(), &when].concat();
    desk.put_out(editor, &sent).await.expect(303);
}

/// The addresses of a page's first picture.
fn files(page: &Page) -> Vec<String> {
    let picture = page.all("img").into_iter().next().expect("a picture on the page");
    let each = picture.attr("srcset").split(", ");
    each.map(|file| file.split(' ').next().unwrap().to_owned()).collect()
}

/// The files that lie open.
fn open_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = std::fs::read_dir(folder.join("pictures")) else { return Vec::new() };
    found.map(|entry| entry.unwrap().path()).collect()
}

/// A part of a file's middle, to be looked for elsewhere.
fn middle(file: &[u8]) -> &[u8] {
    &file[file.len() / 2..][..64]
}

fn holds(folder: &Path, part: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, part);
        }
        std::fs::read(path).unwrap().windows(part.len()).any(|found| found == part)
    })
}

#[tokio::test]
async fn a_picture_is_in_the_vault_alone_until_its_post_is_public_and_gone_with_it() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (id, markdown) = add(&desk, photo(1_200, 800, 1)).await;
    assert_eq!(markdown, format!("![Two cups](picture:{id})"));
    let editor = draft(&app, &desk, &markdown).await;

    let preview = desk.get(&format!("{editor}/preview")).await.expect(200).page();
    let kept = files(&preview);
    assert!(
        kept.len() == 3 && kept.iter().all(|file| file.starts_with("/desk/pictures/")),
        "{kept:?}"
    );
    let file = desk.get(&kept[2]).await.expect(200);
    assert_eq!(
        (file.header("content-type"), file.header("cache-control")),
        ("image/jpeg", "no-store")
    );
    assert_eq!(file.header("cross-origin-resource-policy"), "same-origin");
    let public = kept[2].replace("/desk", "");
    assert_eq!(app.client().get(&kept[2]).await.location(), "/desk/login");
    app.client().get(&public).await.expect(404);
    assert_eq!(open_files(app.folder()), Vec::<PathBuf>::new());

    let post = desk.publish(&editor).await;
    let page = app.client().get(&post).await.expect(200).page();
    assert_eq!(files(&page)[2], public);
    let policy = app.client().get(&public).await.header("cross-origin-resource-policy").to_owned();
    assert_eq!(policy, "cross-origin", "feeds are read within pages of other sites");
    let picture = &page.all("img")[0];
    for (name, value) in
        [("width", "960"), ("height", "640"), ("alt", "Two cups"), ("loading", "lazy")]
    {
        assert_eq!(picture.attr(name), value);
    }
    assert_eq!(picture.attr("src"), files(&page)[1]);
    let file = app.client().get(&public).await.expect(200);
    assert_eq!(file.header("content-type"), "image/jpeg");
    assert!(file.header("cache-control").contains("immutable"));
    desk.lock().await;
    app.client().get(&public).await.expect(200);

    let desk = app.sign_in().await;
    desk.post(&format!("{editor}/publication/delete"), &[]).await.expect(303);
    app.client().get(&public).await.expect(404);
    assert_eq!(open_files(app.folder()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn the_place_where_a_photo_was_taken_is_gone_and_its_pixels_lie_nowhere_before_they_are_public()
 {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let sent = photo(500, 400, 2);
    let (_, markdown) = add(&desk, sent.clone()).await;
    let editor = draft(&app, &desk, &markdown).await;
    desk.lock().await;
    assert!(!holds(app.folder(), middle(&sent)) && !holds(app.folder(), PLACE.as_bytes()));

    let desk = app.sign_in().await;
    desk.publish(&editor).await;
    let open = open_files(app.folder());
    let largest = open.iter().max_by_key(|file| file.metadata().unwrap().len()).unwrap();
    let bytes = std::fs::read(largest).unwrap();
    assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 500);
    for file in &open {
        let bytes = std::fs::read(file).unwrap();
        for told in [b"Exif".as_slice(), PLACE.as_bytes()] {
            assert!(!bytes.windows(told.len()).any(|found| found == told), "{}", file.display());
        }
    }
    let part = middle(&bytes);
    assert!(holds(&app.folder().join("pictures"), part));
    for name in ["public.db", "public.db-wal", "vault.db", "vault.db-wal"] {
        let Ok(store) = std::fs::read(app.file(name)) else { continue };
        assert!(!store.windows(part.len()).any(|found| found == part), "{name}");
    }
}

#[tokio::test]
async fn the_library_offers_a_picture_again_and_one_that_comes_twice_is_kept_once() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let empty = desk.get("/desk/pictures").await.expect(200).page();
    assert!(empty.text().contains("No pictures yet"));
    for _ in 0..2 {
        let answer =
            send(&desk, &photo(300, 200, 3), &[("alt", " A  [red] cup ")]).await.expect(303);
        assert_eq!(answer.location(), "/desk/pictures?done=picture-added");
    }
    let page = desk.get("/desk/pictures").await.expect(200).page();
    let shown = page.with_class("thumb");
    assert_eq!(shown.iter().map(|img| img.attr("alt")).collect::<Vec<_>>(), ["A [red] cup"]);
    assert!(page.with_class("line")[0].attr("value").starts_with("![A \\[red\\] cup](picture:"));

    let place = [("for", "portrait")];
    let answer = send(&desk, &photo(300, 200, 4), &place).await.expect(303);
    assert_eq!(answer.location(), "/desk/pictures?for=portrait&done=picture-added");
    let page = desk.get("/desk/pictures").await.expect(200).page();
    assert_eq!(page.with_class("thumb").len(), 2);
}

#[tokio::test]
async fn what_is_no_picture_is_refused_in_words_and_what_was_typed_stays() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let large = vec![0xff; PICTURE_BYTES_MAX + 1_000_000];
    let bomb = bomb();
    let whole = photo(64, 64, 6);
    let refused: [(&[u8], &str); 6] = [
        (b"", "Choose a file first"),
        (b"<script>alert(1)</script>", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (&whole[..whole.len() / 3], "damaged"),
        (&bomb, "megapixels"),
        (&large, "20 MB"),
    ];
    for (file, words) in refused {
        let answer = send(&desk, file, &[("alt", "My <b> words")]).await.expect(422);
        let page = answer.page();
        assert!(page.error_of("picture").contains(words), "{words}: {}", page.error_of("picture"));
        assert_eq!(page.id("alt").unwrap().attr("value"), "My <b> words");
    }
    let raw = desk.client.post_as("/desk/pictures", "image/png", "application/json", "x").await;
    assert_eq!(raw.status, 422);
    assert!(raw.body.contains("not a picture"), "{}", raw.body);
    send(&desk, &whole, &[("alt", &"é".repeat(501))]).await.expect(422);
    assert!(desk.get("/desk/pictures").await.page().with_class("thumb").is_empty());
}

#[tokio::test]
async fn a_picture_sent_after_the_session_has_ended_leads_to_the_door_and_changes_nothing() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    desk.lock().await;
    let answer = send(&desk, &photo(3_000, 2_000, 7), &[]).await.expect(403);
    assert!(answer.body.len() < 20_000 && answer.page().id("password").is_some());
    let stranger = app.client();
    let kind = "image/jpeg";
    stranger.post_as("/desk/pictures", kind, "*/*", vec![0; 2_000_000]).await.expect(413);
}

#[tokio::test]
async fn the_words_of_a_picture_are_changed_and_one_that_a_text_names_stays() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (id, _) = add(&desk, photo(200, 200, 8)).await;
    let address = format!("/desk/pictures/{id}");
    let editor = draft(&app, &desk, &format!("![](picture:{id})")).await;
    desk.change(&format!("{address}/alt"), &[("alt", "Three cups")]).await;
    desk.post(&format!("{address}/alt"), &[("alt", &"x".repeat(501))]).await.expect(422);
    let preview = desk.get(&format!("{editor}/preview")).await.page();
    assert_eq!(preview.all("img")[0].attr("alt"), "Three cups");

    let refused = desk.post(&format!("{address}/delete"), &[]).await.expect(409);
    assert!(refused.page().text().contains("This picture stays"));
    desk.publish(&editor).await;
    desk.write(&editor, "Telling her", "Without it.").await;
    // Readers still see the text with it.
    desk.post(&format!("{address}/delete"), &[]).await.expect(409);
    desk.publish(&editor).await;
    assert_eq!(open_files(app.folder()), Vec::<PathBuf>::new());
    let page = desk.change(&format!("{address}/delete"), &[]).await.page();
    assert!(page.with_class("thumb").is_empty());
}

#[tokio::test]
async fn the_portrait_and_the_closing_picture_stand_on_every_post() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (portrait, _) = add(&desk, photo(300, 300, 9)).await;
    let (closing, _) = add(&desk, photo(600, 200, 10)).await;
    for (place, id) in [("portrait", &portrait), ("closing", &closing)] {
        let library = desk.get(&format!("/desk/pictures?for={place}")).await.expect(200).page();
        assert!(library.forms().len() > 2, "a button below each picture");
        desk.change("/desk/settings/pictures", &[("place", place), ("picture", id)]).await;
        desk.post(&format!("/desk/pictures/{id}/delete"), &[]).await.expect(409);
    }
    let editor = draft(&app, &desk, "Yes.").await;
    let post = desk.publish(&editor).await;
    let page = app.client().get(&post).await.page();
    for class in ["portrait", "closing"] {
        let picture = page.class(class).unwrap();
        assert_eq!(picture.attr("alt"), "Two cups");
        app.client().get(picture.attr("src")).await.expect(200);
    }
    let settings = desk.change("/desk/settings/pictures", &[("place", "portrait")]).await.page();
    assert_eq!(settings.with_class("thumb").len(), 1);
    let page = app.client().get(&post).await.page();
    assert!(page.class("portrait").is_none() && page.class("closing").is_some());
    desk.post("/desk/settings/pictures", &[("place", "hat")]).await.expect(400);
    assert_eq!(open_files(app.folder()).len(), 2, "the closing picture in two widths");
}

#[tokio::test]
async fn a_post_released_for_a_date_has_its_pictures_on_the_hour_while_the_desk_is_locked() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, markdown) = add(&desk, photo(200, 100, 11)).await;
    let editor = draft(&app, &desk, &markdown).await;
    release(&desk, &editor).await;
    desk.lock().await;
    app.tick().await;
    app.pass(3 * 86_400);
    app.tick().await;
    let page = app.client().get("/posts/telling-her").await.expect(200).page();
    for file in files(&page) {
        app.client().get(&file).await.expect(200);
    }
}

#[tokio::test]
async fn a_picture_is_served_to_nobody_before_the_hour_of_its_post() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, markdown) = add(&desk, photo(200, 100, 13)).await;
    let editor = draft(&app, &desk, &markdown).await;
    release(&desk, &editor).await;
    let kept = files(&desk.get(&format!("{editor}/preview")).await.page());
    let public = kept[0].replace("/desk", "");
    assert_eq!(open_files(app.folder()).len(), 1, "it lies ready");
    for reader in [&app.client(), &desk.client] {
        reader.get(&public).await.expect(404);
    }
    app.pass(3 * 86_400);
    app.tick().await;
    app.client().get(&public).await.expect(200);
}

#[tokio::test]
async fn what_a_killed_server_left_in_the_folder_is_removed_or_used() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, markdown) = add(&desk, photo(200, 100, 12)).await;
    let editor = draft(&app, &desk, &markdown).await;
    let kept = files(&desk.get(&format!("{editor}/preview")).await.page());
    let name = kept[0].rsplit('/').next().unwrap();
    // Its file was written, another one half, and the post never came.
    let folder = app.folder().join("pictures");
    std::fs::create_dir(&folder).unwrap();
    let bytes = b"as it was written before".to_vec();
    std::fs::write(folder.join(name), &bytes).unwrap();
    std::fs::write(folder.join(format!("part-{name}")), b"ha").unwrap();
    let other = format!("{}.png", "ab".repeat(16));
    std::fs::write(folder.join(&other), b"of nobody").unwrap();

    desk.publish(&editor).await;
    assert_eq!(std::fs::read(folder.join(name)).unwrap(), bytes, "a file that is there is whole");
    assert_eq!(open_files(app.folder()).len(), 1);
    // And with no post at all, at the next start's first tidying.
    std::fs::write(folder.join(&other), b"of nobody").unwrap();
    desk.lock().await;
    app.pass(86_400);
    app.tick().await;
    assert_eq!(open_files(app.folder()).len(), 1);
}

#[tokio::test]
async fn a_backup_holds_the_pictures_and_unpacks_private() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, markdown) = add(&desk, photo(200, 100, 13)).await;
    let editor = draft(&app, &desk, &markdown).await;
    desk.publish(&editor).await;
    let to = tempfile::tempdir().unwrap();
    let backup = to.path().join("backup.tar");
    app.service.back_up(&backup).await.unwrap();
    let unpacked = to.path().join("unpacked");
    tar::Archive::new(std::fs::File::open(backup).unwrap()).unpack(&unpacked).unwrap();
    for file in open_files(app.folder()) {
        let copy = unpacked.join("pictures").join(file.file_name().unwrap());
        assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(file).unwrap());
    }
    assert_eq!(open_files(&unpacked).len(), 1);
}

#[tokio::test]
async fn a_released_post_whose_letter_is_taken_back_leaves_no_picture_behind() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, markdown) = add(&desk, photo(200, 100, 14)).await;
    let reader = app.reader();
    let receipt = reader.ask("Should I tell her?").await;
    app.settle().await;
    let editor = desk.begin_post(&desk.find("Should I tell her?").await).await;
    desk.write(&editor, "Telling her", &markdown).await;
    release(&desk, &editor).await;
    assert_eq!(open_files(app.folder()).len(), 1);
    desk.lock().await;
    reader.withdraw(&receipt).await;
    app.pass(3 * 86_400);
    app.tick().await;
    app.client().get("/posts/telling-her").await.expect(404);
    assert_eq!(open_files(app.folder()), Vec::<PathBuf>::new());
}
