//! Addresses of posts: whatever is typed, each is one post's for good, and every one that a post had leads to it.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use unsaid::domain::{PostId, PostKind, PostText, Slug};
use unsaid::service::{Desk, Token};

use super::writing::{enter, with_letter};
use crate::common::{PostFields, TestApp};

/// Posts whose addresses are changed.
const POSTS: usize = 3;
/// Titles, of which some give the same address, and some none.
const TITLES: [&str; 7] = ["Trust", "trust!", "Trust 2", "Доверие", "😀", "?!", "\u{202e}trust"];
/// Addresses that are typed by hand.
const TYPED: [&str; 6] = ["", "trust", "Trust 2", "trust-3", "post", "doverie"];

#[derive(Debug, Clone)]
struct Deed {
    post: usize,
    title: usize,
    typed: usize,
    /// Published and taken back again, or published and left there.
    taken_back: bool,
}

fn deed() -> impl Strategy<Value = Deed> {
    (0..POSTS, 0..TITLES.len(), 0..TYPED.len(), any::<bool>())
        .prop_map(|(post, title, typed, taken_back)| Deed { post, title, typed, taken_back })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, max_shrink_iters: 30, ..ProptestConfig::default() })]

    #[test]
    fn every_address_that_a_post_ever_had_leads_to_it_and_to_no_other(
        deeds in proptest::collection::vec(deed(), 1..24)
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(do_all(deeds));
    }
}

async fn do_all(deeds: Vec<Deed>) {
    let app = TestApp::spawn().await;
    let browser = app.sign_in().await;
    let token = Token::parse(&browser.client.cookie("unsaid-session").unwrap()).unwrap();
    let desk = app.service.desk(&token, app.now()).await.unwrap();
    let mut posts = Vec::new();
    for _ in 0..POSTS {
        posts.push(desk.begin_without_letter(PostKind::Entry, PostText::default()).await.unwrap());
    }
    // Whose each address is, and which posts are public.
    let (mut owners, mut public) = (HashMap::new(), HashSet::new());
    for deed in deeds {
        let slug = publish(&desk, posts[deed.post], &deed).await;
        assert!(Slug::parse(slug.as_str()).is_some(), "{slug:?}");
        let owner = *owners.entry(slug).or_insert(deed.post);
        assert_eq!(owner, deed.post, "one address, two posts: {deed:?}");
        public.insert(deed.post);
        if deed.taken_back {
            desk.unpublish(posts[deed.post]).await.unwrap();
            public.remove(&deed.post);
        }
        for (slug, owner) in &owners {
            let now = desk.post(posts[*owner]).await.unwrap().publication.unwrap().slug;
            check(&app, slug, &now, public.contains(owner)).await;
        }
    }
}

/// Publishes with this title and address; gives the address that it got.
async fn publish(desk: &Desk, id: PostId, deed: &Deed) -> Slug {
    let post = desk.post(id).await.unwrap();
    let text = PostText {
        title: TITLES[deed.title].to_owned(),
        answer: "Yes.".to_owned(),
        slug: Slug::by_hand(TYPED[deed.typed]).ok(),
        ..PostText::default()
    };
    let revision = desk.save(id, post.revision, text).await.unwrap();
    desk.publish(id, revision).await.unwrap()
}

/// The newest address shows the post, each earlier one leads there in one step; nothing is shown of one that was taken
/// back.
async fn check(app: &TestApp, slug: &Slug, newest: &Slug, public: bool) {
    let answer = app.reader().get(&format!("/posts/{}", slug.as_str())).await;
    let expected = match (public, slug == newest) {
        (false, _) => 404,
        (true, true) => 200,
        (true, false) => 308,
    };
    assert_eq!(answer.status, expected, "{slug:?}, newest {newest:?}");
    if expected == 308 {
        assert_eq!(answer.location(), format!("/posts/{}", newest.as_str()));
    }
}

#[tokio::test]
async fn a_changed_address_leads_on_from_every_old_one() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    desk.write(&path, "Telling her", "Yes.").await;
    assert_eq!(desk.publish(&path).await, "/posts/telling-her");
    for slug in ["tell-her", "honesty"] {
        let fields = PostFields { slug: slug.into(), ..desk.editor(&path).await };
        desk.post(&path, &fields.pairs()).await.expect(303);
        assert_eq!(desk.publish(&path).await, format!("/posts/{slug}"));
    }
    for old in ["/posts/telling-her", "/posts/tell-her"] {
        assert_eq!(app.reader().get(old).await.expect(308).location(), "/posts/honesty");
    }
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    for gone in ["/posts/telling-her", "/posts/honesty"] {
        assert_eq!(app.reader().get(gone).await.status, 404);
    }
}

#[tokio::test]
async fn posts_of_one_title_have_addresses_of_their_own_and_old_ones_are_not_given_away() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let mut addresses = Vec::new();
    for n in 0..3 {
        let id = enter(&desk, &format!("letter {n}"), "print").await;
        addresses.push(desk.publish_question(&id, "Trust", "Yes.").await);
    }
    assert_eq!(addresses, ["/posts/trust", "/posts/trust-2", "/posts/trust-3"]);
    let first = desk.begin_post(&desk.find("letter 0").await).await;
    let fields = PostFields { slug: "faith".into(), ..desk.editor(&first).await };
    desk.post(&first, &fields.pairs()).await.expect(303);
    desk.publish(&first).await;
    let id = enter(&desk, "letter 3", "print").await;
    assert_eq!(desk.publish_question(&id, "Trust", "Yes.").await, "/posts/trust-4");
    assert_eq!(app.reader().get("/posts/trust").await.expect(308).location(), "/posts/faith");
}

#[tokio::test]
async fn an_address_by_hand_that_another_post_has_or_had_is_numbered_and_takes_nothing_from_it() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let first = desk.begin_post(&enter(&desk, "letter 1", "print").await).await;
    desk.write(&first, "Trust", "The first.").await;
    desk.publish(&first).await;
    let moved = PostFields { slug: "faith".into(), ..desk.editor(&first).await };
    desk.post(&first, &moved.pairs()).await.expect(303);
    desk.publish(&first).await;
    for (n, (slug, address)) in
        [("faith", "/posts/faith-2"), ("trust", "/posts/trust-2"), ("ask", "/posts/ask")]
            .into_iter()
            .enumerate()
    {
        let path = desk.begin_post(&enter(&desk, &format!("other {n}"), "print").await).await;
        let fields = PostFields { slug: slug.into(), ..desk.write(&path, "New", "Other.").await };
        desk.post(&path, &fields.pairs()).await.expect(303);
        assert_eq!(desk.publish(&path).await, address);
    }
    assert!(app.reader().get("/posts/faith").await.expect(200).body.contains("The first."));
    assert_eq!(app.reader().get("/posts/trust").await.expect(308).location(), "/posts/faith");
}

#[tokio::test]
async fn a_title_that_turns_the_writing_round_turns_nothing_but_itself() {
    let (app, desk, id) = with_letter("print").await;
    let title = "💌 שלום \u{202e}dlrow\u{200b}";
    let address = desk.publish_question(&id, title, "\u{202e}Yes.").await;
    for path in [address.as_str(), "/", "/tags", "/posts.json"] {
        let body = app.reader().get(path).await.expect(200).body;
        // The index is not shown; what a script makes of it is a link's text.
        let shown = if path == "/posts.json" { "" } else { &body };
        let title = shown.lines().find(|line| line.contains("dlrow")).unwrap_or_default();
        assert!(!title.contains("\u{202e}dlrow") && !title.contains('\u{200b}'), "{path}");
    }
    assert_eq!(desk.editor(&desk.begin_post(&id).await).await.title, title, "as it was typed");
}

#[tokio::test]
async fn a_title_without_letters_has_an_address_all_the_same() {
    let (app, desk, id) = with_letter("print").await;
    let address = desk.publish_question(&id, "❤ ❤ ❤", "Yes.").await;
    assert!(app.reader().get(&address).await.expect(200).body.contains("❤ ❤ ❤"));
}
