//! Responses below a post: what waits, what is declined, what is edited before it is printed, and whose words prove it.

use unsaid::domain::CommentState;

use crate::common::eventually;
use crate::common::html::{Form, Page};
use crate::marks::Marks;
use crate::people::{Columnist, OPEN, Reader};

/// A form that has lain open long enough.
struct Open {
    post: String,
    form: Form,
}

/// Readers respond to the one post of the site, its asker by the words of her letter among them, and the desk decides.
pub async fn below_a_post(reader: &Reader, columnist: &Columnist, marks: &mut Marks, asker: &str) {
    let (refused, forms) = (marks.absent_one("response that was not taken"), open(reader, 4).await);
    let typed = [("comment", refused.as_str()), ("asker", "abacus")];
    assert_eq!(forms[0].send(reader, marks, &typed).await, 422);
    let states = [CommentState::New, CommentState::Declined, CommentState::Approved];
    for (form, state) in forms[1..].iter().zip(states) {
        let (name, text) = (marks.vault_one("name"), marks.vault_one("response"));
        let typed = [("comment", text.as_str()), ("name", &name), ("asker", asker)];
        assert_eq!(form.send(reader, marks, &typed).await, 200);
        let path = at_the_desk(columnist, &text).await;
        match state {
            CommentState::Approved => print_edited(reader, columnist, marks, &path).await,
            CommentState::Declined => decide(columnist, &path, state).await,
            CommentState::New | CommentState::Spam => {}
        }
    }
}

/// What somebody says while nobody is signed in.
pub async fn to_a_locked_desk(reader: &Reader, marks: &mut Marks) {
    let form = open(reader, 1).await.remove(0);
    let (name, text) = (marks.absent_one("name"), marks.absent_one("response"));
    let typed = [("comment", text.as_str()), ("name", &name)];
    assert_eq!(form.send(reader, marks, &typed).await, 200);
}

/// What came is taken out before it is printed: it stays in the vault.
async fn print_edited(reader: &Reader, columnist: &Columnist, marks: &mut Marks, path: &str) {
    let (name, text) = (marks.public_one(), marks.public_one());
    columnist.act(path, &[("name", &name), ("text", &text)]).await;
    decide(columnist, path, CommentState::Approved).await;
    let post = post(reader).await;
    let shown = reader.get(&post).await.unwrap().body;
    assert!(shown.contains(&name) && shown.contains(&text), "{shown}");
}

async fn decide(columnist: &Columnist, path: &str, to: CommentState) {
    let id = path.rsplit('/').next().unwrap();
    columnist.act("/desk/comments", &[("one", &format!("{} {id}", to.as_str()))]).await;
}

/// The page of a response, once it has come over the wall.
async fn at_the_desk(columnist: &Columnist, text: &str) -> String {
    eventually("the response at the desk", || async {
        let list = Page::parse(&columnist.page("/desk/comments").await);
        let row = list.all("li").into_iter().find(|row| row.text().contains(text))?;
        let links = row.all("a").into_iter().map(|link| link.attr("href").to_owned());
        links.into_iter().find(|to| to.starts_with("/desk/comments/"))
    })
    .await
}

/// The address of the site's newest post.
async fn post(reader: &Reader) -> String {
    let home = Page::parse(&reader.get("/").await.unwrap().body);
    let links = home.links().into_iter().map(|(_, to)| to);
    links.into_iter().find(|to| to.starts_with("/posts/") && !to.contains('#')).unwrap()
}

async fn open(reader: &Reader, count: usize) -> Vec<Open> {
    let post = post(reader).await;
    let mut forms = Vec::new();
    for _ in 0..count {
        let page = Page::parse(&reader.get(&format!("{post}/respond")).await.unwrap().body);
        let form = page.form(&format!("{post}/comments"));
        forms.push(Open { post: post.clone(), form });
    }
    tokio::time::sleep(OPEN).await;
    forms
}

impl Open {
    /// Sends it filled in; its seven words are nobody's but the reader's. Gives the answer's status.
    async fn send(&self, reader: &Reader, marks: &mut Marks, typed: &[(&str, &str)]) -> u16 {
        marks.receipt(self.form.value("receipt"));
        let shown = self.form.sent().into_iter();
        let kept = shown.filter(|(name, _)| !typed.iter().any(|(own, _)| own == name));
        let fields: Vec<_> = kept.chain(typed.iter().copied()).collect();
        let path = format!("{}/comments", self.post);
        reader.post(&path, &fields).await.unwrap().status.as_u16()
    }
}
