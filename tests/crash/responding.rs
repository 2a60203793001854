//! Readers who respond to a post, and what it shows below itself.

// Each test binary uses a part of this.
#![allow(dead_code, reason = "shared by several test binaries")]

use reqwest::StatusCode;

use crate::common::html::Page;
use crate::people::{Answered, Columnist, Form, OPEN, Reader};

/// One response as a post shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub name: String,
    /// Empty for a reader's.
    pub badge: String,
    pub text: String,
}

impl Reader {
    /// Fresh forms for responses to a post, that have lain open long enough to be sent.
    pub async fn open_response_forms(&self, post: &str, count: usize) -> Answered<Vec<Form>> {
        let mut forms = Vec::with_capacity(count);
        for _ in 0..count {
            forms.push(Form::of(&self.get(&format!("{post}/respond")).await?.body));
        }
        tokio::time::sleep(OPEN).await;
        Ok(forms)
    }

    /// Responds to a post by such a form; `more` are further fields.
    pub async fn respond(
        &self,
        post: &str,
        form: &Form,
        text: &str,
        more: &[(&str, &str)],
    ) -> Answered {
        let own = [("comment", text), ("receipt", form.words.as_str()), ("form", &form.token)];
        self.post(&format!("{post}/comments"), &[&own[..], more].concat()).await
    }

    /// What a post shows below itself: how many it says that there are, and those.
    pub async fn below(&self, post: &str) -> (usize, Vec<Shown>) {
        let answer = self.get(post).await.unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let page = Page::parse(&answer.body);
        let Some(section) = page.id("responses") else { return (0, Vec::new()) };
        let heading = page.id("responses-to").unwrap().text();
        let count = heading.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
        let articles = section.all("article").into_iter();
        let shown = articles.map(|it| Shown {
            name: it.all("bdi")[0].text(),
            badge: it.class("badge").map_or(String::new(), |badge| badge.text()),
            text: it.class("typed").unwrap().text(),
        });
        (count, shown.collect())
    }
}

impl Columnist {
    /// The ids and texts of all responses of a state, over all pages of the list.
    pub async fn responses(&self, state: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut next = Some(format!("/desk/comments?state={state}"));
        while let Some(path) = next {
            let page = Page::parse(&self.page(&path).await);
            found.extend(page.all("li").iter().filter_map(|row| {
                let id = row.attr("id").strip_prefix("comment-")?.to_owned();
                Some((id, row.class("typed").unwrap().text()))
            }));
            let onward = page.all("a").into_iter().find(|link| link.attr("rel") == "next");
            next = onward.map(|link| link.attr("href").to_owned());
        }
        found
    }

    /// Moves a response to a state.
    pub async fn decide(&self, id: &str, to: &str) -> Answered {
        self.post("/desk/comments", &[("state", "new"), ("one", &format!("{to} {id}"))]).await
    }
}
