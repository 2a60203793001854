//! Addresses of posts: whatever is typed, each is one post's for good, and every one that a post had leads to it.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use unsaid::domain::{PostId, PostKind, PostText, Slug};
use unsaid::service::{Desk, Token};

use crate::common::TestApp;

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
