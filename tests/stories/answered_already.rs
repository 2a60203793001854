//! Posts that may answer a question before it is sent: for the page's script, and for the step between.

use unsaid::domain::Status;

use crate::common::{Desk, TestApp};

const INDEX_BYTES_MAX: usize = 60_000;

/// Publishes the answer to a letter; gives the editor of its post.
async fn publish(app: &TestApp, desk: &Desk, letter: &str, title: &str, answer: &str) -> String {
    app.reader().ask(letter).await;
    app.settle().await;
    let id = desk.queue(Status::New).await.remove(0).id;
    let editor = desk.begin_post(&id).await;
    desk.write(&editor, title, answer).await;
    desk.publish(&editor).await;
    editor
}

async fn filled(app: &TestApp) -> Desk {
    let desk = app.sign_in().await;
    let (letter, answer) = ("My wife meets her ex and I am full of envy.", "Envy passes. Talk.");
    publish(app, &desk, letter, "On jealousy", answer).await;
    let (letter, answer) = ("Where does one buy a vibrator?", "In a good shop, not by mail.");
    publish(app, &desk, letter, "A first toy", answer).await;
    desk
}

async fn index(app: &TestApp) -> Vec<(String, String, String)> {
    let answer = app.client().get("/posts.json").await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(answer.header("cache-control").starts_with("public, max-age=0, must-revalidate"));
    assert!(answer.body.len() <= INDEX_BYTES_MAX);
    serde_json::from_str(&answer.body).unwrap()
}

async fn offered(app: &TestApp, text: &str) -> Vec<String> {
    let offers = app.service.offers(text).await.unwrap();
    offers.into_iter().map(|(slug, _)| slug.as_str().to_owned()).collect()
}

#[tokio::test]
async fn the_closest_posts_are_found_and_are_gone_when_they_are_taken_back() {
    let app = TestApp::spawn().await;
    let desk = filled(&app).await;
    desk.lock().await;
    assert_eq!(
        offered(&app, "He saw his ex. I feel envy and I am jealous!").await,
        ["on-jealousy"]
    );
    assert_eq!(offered(&app, "VIBRATORS: which shop is good?").await, ["a-first-toy"]);
    for text in ["", "envy", "\"envy\" OR x* AND (", "Should I tell her?"] {
        assert!(offered(&app, text).await.is_empty(), "{text}");
    }

    let desk = app.sign_in().await;
    let posts = desk.get("/desk/posts").await.page();
    let (_, editor) = posts.links().into_iter().find(|(text, _)| text == "On jealousy").unwrap();
    desk.post(&format!("{editor}/publication/delete"), &[]).await.expect(303);
    assert!(offered(&app, "He saw his ex. I feel envy and I am jealous!").await.is_empty());
    assert_eq!(index(&app).await.len(), 1);
}

#[tokio::test]
async fn the_index_for_the_page_has_addresses_titles_and_telling_words() {
    let app = TestApp::spawn().await;
    assert_eq!(app.client().get("/posts.json").await.body, "[]");
    filled(&app).await;
    let index = index(&app).await;
    let slugs: Vec<&str> = index.iter().map(|(slug, _, _)| slug.as_str()).collect();
    assert!(slugs.contains(&"on-jealousy") && slugs.contains(&"a-first-toy"), "{slugs:?}");
    let (_, title, terms) = index.iter().find(|(slug, _, _)| slug == "on-jealousy").unwrap();
    assert_eq!(title, "On jealousy");
    let terms: Vec<&str> = terms.split(' ').collect();
    assert_eq!(terms[0], "jealousy");
    assert!(terms.contains(&"envy") && !terms.contains(&"and"), "{terms:?}");
}

#[tokio::test]
async fn the_index_for_the_page_stays_small_however_much_there_is() {
    let app = TestApp::spawn().await;
    filled(&app).await;
    let store = crate::common::open_public(app.folder());
    store.busy_timeout(crate::common::DEADLINE).unwrap();
    let more = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 600)
                insert into post (id, slug, title, printed, answer, answer_html, published, terms)
                select randomblob(16), 'post-' || i, 'A title of some length for post ' || i, '', '', '', i,
                       'twelve telling words are about as long as the words of this line are' from n";
    store.execute(more, []).unwrap();
    let index = index(&app).await;
    assert!((300..500).contains(&index.len()), "{}", index.len());
    assert_eq!(index[1].1, "On jealousy", "the newest come first");
}
