//! What is left of what was written: behind a locked desk, of a letter that was taken back, of a post from the bin.

use unsaid::domain::BIN_DAYS;

use crate::common::eventually;
use crate::people::Reader;
use crate::search::Needles;
use crate::writing::{self, Scene};
use crate::{assert_absent, assert_clean, assert_private, keys};

#[tokio::test(flavor = "multi_thread")]
async fn pictures_blocks_marks_and_folded_texts_lie_nowhere_in_plain_and_a_dated_post_where_it_may()
{
    let mut scene = Scene::set();
    let columnist = scene.sign_in().await;
    writing::returning_texts(&columnist, &mut scene.marks).await;
    let mut draft = scene.letter(&columnist).await;
    let (shown, hidden) = writing::picture(&columnist, &mut scene.marks).await;
    scene.marks.secret.bytes("a picture of a draft", &hidden);
    for _ in 0..3 {
        draft.save(&columnist, &mut scene.marks, &shown).await;
    }
    draft.keep_an_address(&columnist, &mut scene.marks).await;
    let mut dated = scene.letter(&columnist).await;
    dated.save(&columnist, &mut scene.marks, "").await;
    let (shown, open) = writing::picture(&columnist, &mut scene.marks).await;
    let alt = scene.marks.in_vault.last().unwrap().clone();
    let texts = [(); 3].map(|()| scene.marks.public_one());
    dated.release(&columnist, &texts, &shown).await;
    // What the picture shows goes out with it.
    scene.marks.made_public(&alt);

    columnist.lock().await;
    assert_private(scene.data.path());
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &scene.serving.written());
    assert_absent(&scene.marks, &scene.key, &scene.data);
    let mut there = Needles::default();
    there.bytes("the picture of the dated post", &open);
    texts.iter().chain([&alt]).for_each(|mark| there.text("dated", mark));
    let found = there.found_below(scene.data.path()).join("\n");
    for mark in texts.iter().map(String::as_str).chain([alt.as_str(), "the picture of"]) {
        assert!(found.contains(mark), "{mark} is nowhere: {found}");
    }

    let columnist = scene.sign_in().await;
    draft.save(&columnist, &mut scene.marks, "").await;
    let printed = scene.serving.kill();
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &printed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_taken_back_takes_all_that_was_written_from_it_along() {
    let mut scene = Scene::set();
    let columnist = scene.sign_in().await;
    let mut leaving = scene.letter(&columnist).await;
    // A copy in the bin, revisions that were gone back to, a kept mark, a date.
    leaving.save(&columnist, &mut scene.marks, "").await;
    let copy = columnist.act(&format!("{}/copy", leaving.post), &[]).await;
    columnist.act(&format!("{copy}/deletion"), &[]).await;
    let texts = ["title", "printed", "answer"].map(|what| scene.marks.secret_one(what));
    leaving.release(&columnist, &texts, "").await;
    leaving.marks.extend(texts);
    leaving.save(&columnist, &mut scene.marks, "").await;
    leaving.restore(&columnist, 3).await;
    leaving.keep_an_address(&columnist, &mut scene.marks).await;
    leaving.save(&columnist, &mut scene.marks, "").await;
    let texts = ["title", "printed", "answer"].map(|what| scene.marks.secret_one(what));
    leaving.release(&columnist, &texts, "").await;
    leaving.marks.extend(texts);
    let mut stays = scene.letter(&columnist).await;
    stays.save(&columnist, &mut scene.marks, "").await;
    assert!(
        scene.in_vault(&leaving.marks) >= leaving.marks.len() / 2,
        "they are there to be found"
    );

    let reader = Reader::new(&scene.serving.base);
    assert_eq!(reader.withdraw(&leaving.receipt).await.unwrap().status, 200);
    eventually("a vault without the letter that was taken back", || async {
        (scene.in_vault(&leaving.marks) == 0).then_some(())
    })
    .await;
    for gone in [&leaving.letter, &leaving.post, &copy] {
        assert_eq!(columnist.get(gone).await.unwrap().status, 404, "{gone}");
    }
    columnist.page(&stays.post).await;
    columnist.lock().await;
    scene.marks.taken_back(&leaving.marks);
    let (scene, printed) = scene.meanwhile(|_, _| {});
    // The public store is tidied at each start: what it held for a date is out of its free pages and its log.
    eventually("a public store without it", || async {
        scene.marks.absent.found_below(scene.data.path()).is_empty().then_some(())
    })
    .await;
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &printed);
    assert_absent(&scene.marks, &scene.key, &scene.data);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_leaves_the_bin_without_a_trace() {
    let mut scene = Scene::set();
    let columnist = scene.sign_in().await;
    let mut binned = scene.letter(&columnist).await;
    let letter = std::mem::take(&mut binned.marks);
    binned.keep_an_address(&columnist, &mut scene.marks).await;
    binned.save(&columnist, &mut scene.marks, "").await;
    columnist.act(&format!("{}/deletion", binned.post), &[]).await;
    columnist.lock().await;
    assert!(scene.in_vault(&binned.marks) > 0, "they are there to be found");
    // Its days in the bin pass.
    let long_ago = writing::today() - BIN_DAYS;
    let (mut scene, _) = scene.meanwhile(|data, key| {
        let binned = "update post set deleted = ? where deleted is not null";
        assert_eq!(keys::open_vault(data, key).execute(binned, [long_ago]).unwrap(), 1);
    });
    let columnist = scene.sign_in().await;
    eventually("a vault without the post", || async {
        (scene.in_vault(&binned.marks) == 0).then_some(())
    })
    .await;
    assert_eq!(columnist.get(&binned.post).await.unwrap().status, 404);
    columnist.page(&binned.letter).await;
    columnist.lock().await;
    scene.marks.taken_back(&binned.marks);
    assert!(scene.in_vault(&letter) == letter.len(), "the letter stays");
    assert_clean(&scene.marks, [&scene.data, &scene.elsewhere], &scene.serving.written());
    assert_absent(&scene.marks, &scene.key, &scene.data);
}
