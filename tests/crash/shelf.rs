//! Killed while pictures are taken in, published and taken down.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use image::{ImageFormat, Rgb, RgbImage};
use reqwest::StatusCode;
use unsaid::seal;

use crate::common::{eventually, html::Page, open_public};
use crate::people::{Answered, Columnist, Reader};
use crate::pieces::{Desk, Piece};
use crate::world::World;

const CLIENTS: usize = 2;
const POSTS: usize = 6;
/// What is done for a post that is shown with its picture: the picture, the save, the publishing.
const DEEDS_SHOWN: usize = 3;
/// What more is done for one that is then shown without it: the save, the publishing.
const DEEDS_TAKEN_OUT: usize = 2;
/// Pixels of a picture's sides: enough for two widths.
const SIDES: (u32, u32) = (700, 300);

/// Kills the program again and again under pictures.
pub async fn outlive_kills(kills: usize) {
    let mut world = World::new();
    let mut pictures = Vec::new();
    for _ in 0..kills {
        let columnist = world.sign_in().await;
        let pieces = Piece::entries(&columnist, POSTS).await;
        let taken = Arc::new(std::sync::Mutex::new(Vec::new()));
        let desk = Desk::busy(pieces, CLIENTS, |mut share, done| {
            let (columnist, taken) = (columnist.clone(), Arc::clone(&taken));
            async move {
                for (place, piece) in share.iter_mut().enumerate() {
                    let shown = show(&columnist, piece, &taken, &done).await;
                    if shown.is_err()
                        || (is_taken_out(place)
                            && show_without(&columnist, piece, &done).await.is_err())
                    {
                        break;
                    }
                }
                share
            }
        });
        // Never more than the clients will do, or the kill would wait for ever.
        let deeds = world.random.below(all_deeds() as u64 + 1);
        let pieces = desk.kill(&mut world, deeds).await;
        world.start();
        check_pages(&world, &pieces).await;
        check_folder(&world).await;
        world.settle().await;
        check_pages(&world, &pieces).await;
        check_folder(&world).await;
        pictures.append(&mut taken.lock().unwrap());
        check_library(&world, &pictures);
    }
}

/// Whether the post at this place of a client's share is shown again without its picture.
fn is_taken_out(place: usize) -> bool {
    place.is_multiple_of(2)
}

/// What all clients do when nothing stops them.
fn all_deeds() -> usize {
    let taken_out = (0..POSTS / CLIENTS).filter(|place| is_taken_out(*place)).count() * CLIENTS;
    POSTS * DEEDS_SHOWN + taken_out * DEEDS_TAKEN_OUT
}

/// Takes a picture in and publishes a post with it.
async fn show(
    columnist: &Columnist,
    piece: &mut Piece,
    taken: &std::sync::Mutex<Vec<String>>,
    done: &AtomicUsize,
) -> Answered<()> {
    let sent = columnist.post_script("/desk/pictures?alt=Two+cups", "image/png", picture()).await?;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let told: serde_json::Value = serde_json::from_str(&sent.body).unwrap();
    taken.lock().unwrap().push(told["id"].as_str().unwrap().to_owned());
    done.fetch_add(1, Ordering::Relaxed);
    piece.save(columnist, told["markdown"].as_str().unwrap(), done).await?;
    piece.put_out(columnist, &[("when", "now")], done).await
}

/// Publishes it again without its picture.
async fn show_without(
    columnist: &Columnist,
    piece: &mut Piece,
    done: &AtomicUsize,
) -> Answered<()> {
    piece.save(columnist, "Without it.", done).await?;
    piece.put_out(columnist, &[("when", "now")], done).await
}

/// A picture like no other.
fn picture() -> Vec<u8> {
    let seed = seal::random_u64().to_le_bytes();
    let pixel = |x: u32, y: u32| {
        let noise = seed[(x / 9 + y / 7) as usize % seed.len()];
        Rgb([noise, (x % 256) as u8, (y % 256) as u8])
    };
    let mut bytes = Vec::new();
    let picture = RgbImage::from_fn(SIDES.0, SIDES.1, pixel);
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

/// Whatever is public shows all its pictures; what was acknowledged is public.
async fn check_pages(world: &World, pieces: &[Piece]) {
    let reader = Reader::new(world.base());
    for piece in pieces {
        let answer = reader.get(&piece.address()).await.unwrap();
        if answer.status == StatusCode::NOT_FOUND {
            assert!(piece.out.acknowledged.is_empty(), "{piece:?}");
            continue;
        }
        assert!(piece.out.may_show().into_iter().any(|mark| answer.body.contains(mark)));
        for picture in Page::parse(&answer.body).all("img") {
            let files =
                picture.attr("srcset").split(", ").filter_map(|file| file.split(' ').next());
            for file in files {
                let found = reader.bytes(file).await.unwrap();
                assert!(image::load_from_memory(&found).is_ok(), "{file} of {piece:?}");
            }
        }
    }
}

/// In the end the folder has the files of public posts, and no other.
async fn check_folder(world: &World) {
    eventually("a folder of the pictures that are shown", || async {
        let store = open_public(world.data.path());
        let mut stmt = store.prepare("select distinct file from post_picture").unwrap();
        let named = stmt.query_map([], |row| row.get(0)).unwrap();
        let named: HashSet<String> = named.map(Result::unwrap).collect();
        let Ok(folder) = std::fs::read_dir(world.data.path().join("pictures")) else {
            return named.is_empty().then_some(());
        };
        let there = folder.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
        (there.collect::<HashSet<_>>() == named).then_some(())
    })
    .await;
}

/// The library has every picture that was acknowledged, whole. The desk is locked.
fn check_library(world: &World, pictures: &[String]) {
    let vault = world.vault();
    for id in pictures {
        let files: usize = vault
            .query_row(
                "select count(*) from picture_file where lower(hex(picture)) = ?",
                [id],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(files, 2, "{id}");
    }
    let halves = "select count(*) from picture
                  where not exists (select 1 from picture_file where picture = picture.id)";
    assert_eq!(vault.query_row(halves, [], |row| row.get::<_, usize>(0)).unwrap(), 0);
}
