//! Revisions: saves of one sitting are one, what readers see stays, the newest is right.

use proptest::prelude::*;
use unsaid::domain::{PostId, PostText, RevisionRow, SITTING_GAP_SECONDS};
use unsaid::service::{Desk, Token};

use crate::common::TestApp;

async fn at(app: &TestApp, token: &Token) -> Desk {
    app.service.desk(token, app.now()).await.unwrap()
}

/// A post at the desk, and the token to come there with.
async fn begun() -> (TestApp, Token, PostId) {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    let id = PostId::parse(path.rsplit('/').next().unwrap()).unwrap();
    let token = Token::parse(&desk.client.cookie("unsaid-session").unwrap()).unwrap();
    (app, token, id)
}

fn text(n: u32) -> PostText {
    PostText { title: format!("Title {n}"), answer: format!("Answer {n}"), ..PostText::default() }
}

fn numbers(rows: &[RevisionRow]) -> Vec<u32> {
    rows.iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn the_saves_of_one_sitting_are_one_revision_and_the_next_sitting_begins_another() {
    let (app, token, id) = begun().await;
    for n in 1..=5 {
        app.pass(60);
        at(&app, &token).await.save(id, n, text(n)).await.unwrap();
    }
    let desk = at(&app, &token).await;
    assert_eq!(numbers(&desk.revisions(id).await.unwrap()), [6]);
    drop(desk);
    app.pass(SITTING_GAP_SECONDS / 2);
    drop(at(&app, &token).await);
    app.pass(SITTING_GAP_SECONDS / 2 + 1);
    let desk = at(&app, &token).await;
    desk.save(id, 6, text(9)).await.unwrap();
    let rows = desk.revisions(id).await.unwrap();
    assert_eq!(numbers(&rows), [7, 6]);
    assert_eq!(rows[0].day, app.now().day());
    assert_eq!(desk.revision(id, 6).await.unwrap(), text(5));
    assert!(desk.revision(id, 5).await.is_err(), "it went into the sixth");
    assert!(desk.save(id, 6, text(10)).await.is_err(), "another window is still told");
}

#[tokio::test]
async fn going_back_to_a_revision_loses_none_even_within_a_sitting() {
    let (app, token, id) = begun().await;
    let desk = at(&app, &token).await;
    desk.save(id, 1, text(1)).await.unwrap();
    desk.publish(id, 2).await.unwrap();
    desk.save(id, 2, text(2)).await.unwrap();
    assert_eq!(desk.restore(id, 2, 3).await.unwrap(), 4);
    assert_eq!(desk.post(id).await.unwrap().text, text(1));
    assert_eq!(numbers(&desk.revisions(id).await.unwrap()), [4, 3, 2]);
    assert_eq!(desk.revision(id, 3).await.unwrap(), text(2));
    assert!(desk.restore(id, 2, 3).await.is_ok(), "the same text again is no change");
    assert!(desk.restore(id, 3, 3).await.is_err(), "it was saved since");
    assert!(desk.restore(id, 9, 4).await.is_err(), "there is no such revision");
}

#[derive(Debug, Clone, Copy)]
enum Deed {
    Save,
    /// Goes back to one of the revisions that are there.
    Restore(prop::sample::Index),
    Publish,
    Schedule,
    Unschedule,
    Unpublish,
    Wait(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => Just(Deed::Save),
        2 => any::<prop::sample::Index>().prop_map(Deed::Restore),
        1 => Just(Deed::Publish),
        1 => Just(Deed::Schedule),
        1 => Just(Deed::Unschedule),
        1 => Just(Deed::Unpublish),
        3 => (1..SITTING_GAP_SECONDS - 60).prop_map(Deed::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_newest_text_is_the_last_one_saved_and_the_published_one_is_kept(
        deeds in proptest::collection::vec(deed(), 1..40)
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(do_all(deeds));
    }
}

async fn do_all(deeds: Vec<Deed>) {
    let (app, token, id) = begun().await;
    let first = at(&app, &token).await.save(id, 1, text(0)).await.unwrap();
    let (mut revision, mut last) = (first, text(0));
    let mut out: Option<(u32, PostText)> = None;
    // What must never be folded: whatever readers saw or were to see, was gone back to or from, or ended a sitting.
    let mut kept: Vec<(u32, PostText)> = Vec::new();
    let mut saved_at = app.now();
    for (n, deed) in deeds.into_iter().enumerate() {
        let desk = at(&app, &token).await;
        match deed {
            Deed::Save => {
                if app.now().0 - saved_at.0 > SITTING_GAP_SECONDS {
                    kept.push((revision, last.clone()));
                }
                saved_at = app.now();
                last = text(n as u32 + 1);
                revision = desk.save(id, revision, last.clone()).await.unwrap();
            }
            Deed::Restore(place) => {
                let rows = desk.revisions(id).await.unwrap();
                let number = rows[place.index(rows.len())].number;
                let earlier = desk.revision(id, number).await.unwrap();
                let restored = desk.restore(id, number, revision).await.unwrap();
                // The same text again is no change.
                if restored != revision {
                    kept.extend([(number, earlier.clone()), (revision, last)]);
                    saved_at = app.now();
                }
                (revision, last) = (restored, earlier);
            }
            Deed::Publish => {
                desk.publish(id, revision).await.unwrap();
                out = Some((revision, last.clone()));
                kept.push((revision, last.clone()));
            }
            Deed::Schedule => {
                if desk.schedule(id, revision, app.now().after(86_400 * 30)).await.is_ok() {
                    out = Some((revision, last.clone()));
                }
            }
            Deed::Unschedule => desk.unschedule(id).await.unwrap(),
            Deed::Unpublish => desk.unpublish(id).await.unwrap(),
            Deed::Wait(seconds) => app.pass(seconds),
        }
        let post = desk.post(id).await.unwrap();
        assert_eq!((post.revision, &post.text), (revision, &last));
        let rows = desk.revisions(id).await.unwrap();
        assert_eq!(rows[0].number, revision);
        assert!(rows.windows(2).all(|two| two[0].number > two[1].number), "{rows:?}");
        assert_eq!(desk.revision(id, revision).await.unwrap(), last);
        for (number, text) in &kept {
            assert_eq!(desk.revision(id, *number).await.unwrap(), *text, "of {kept:?}");
        }
        if let (Some(publication), Some((number, text))) = (&post.publication, &out) {
            assert_eq!(publication.revision, *number);
            assert_eq!(desk.revision(id, *number).await.unwrap(), *text);
        }
    }
}
