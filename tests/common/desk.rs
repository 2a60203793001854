//! Somebody who is signed in, and what she sees.

use unsaid::domain::Status;

use super::html::Page;
use super::{Answer, Client};

pub struct Desk {
    pub client: Client,
}

/// One line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub first_line: String,
}

/// The page of one letter.
pub struct Seen {
    pub original: String,
    pub status: String,
    pub tags: String,
    pub notes: Vec<String>,
    pub replies: Vec<String>,
    pub history: Vec<String>,
    /// The statuses that buttons offer.
    pub ways: Vec<String>,
    pub page: Page,
}

/// The editor's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostFields {
    pub revision: String,
    pub title: String,
    pub printed: String,
    pub answer: String,
    pub tags: String,
    pub slug: String,
}

impl Desk {
    pub async fn sign_in(client: Client, account: &str, password: &str) -> Self {
        let form = [("account", account), ("password", password)];
        let answer = client.post("/desk/login", &form).await.expect(303);
        assert_eq!(answer.location(), "/desk");
        Self { client }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.client.get(path).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.client.post(path, fields).await
    }

    /// Sends a change that works, and gives the page that it leads to.
    pub async fn change(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields).await.expect(303);
        self.get(answer.location()).await.expect(200)
    }

    /// The first page of one status.
    pub async fn queue(&self, status: Status) -> Vec<Row> {
        self.rows(&format!("/desk?status={}", status.as_str())).await
    }

    /// The lines of one page of the queue.
    pub async fn rows(&self, path: &str) -> Vec<Row> {
        rows(&self.get(path).await.expect(200).page())
    }

    /// The id of the one letter whose first line this is, whatever its status.
    pub async fn find(&self, first_line: &str) -> String {
        for status in Status::ALL {
            if let Some(row) =
                self.queue(status).await.into_iter().find(|row| row.first_line == first_line)
            {
                return row.id;
            }
        }
        panic!("no letter begins with {first_line}");
    }

    pub async fn question(&self, id: &str) -> Seen {
        Seen::of(self.get(&question_path(id, "")).await.expect(200).page())
    }

    pub async fn set_status(&self, id: &str, status: Status) -> Answer {
        self.post(&question_path(id, "/status"), &[("status", status.as_str())]).await
    }

    pub async fn reply(&self, id: &str, text: &str) -> Answer {
        self.post(&question_path(id, "/reply"), &[("reply", text)]).await
    }

    /// Begins the post of a question; gives the path of its editor.
    pub async fn begin_post(&self, id: &str) -> String {
        let answer = self.post(&question_path(id, "/draft"), &[]).await.expect(303);
        answer.location().split('?').next().unwrap().to_owned()
    }

    /// The editor's fields as it shows them.
    pub async fn editor(&self, path: &str) -> PostFields {
        PostFields::of(&self.get(path).await.expect(200).page(), path)
    }

    /// Saves from an editor that has just been opened.
    pub async fn write(&self, path: &str, title: &str, answer: &str) -> PostFields {
        let fields =
            PostFields { title: title.into(), answer: answer.into(), ..self.editor(path).await };
        self.post(path, &fields.pairs()).await.expect(303);
        self.editor(path).await
    }

    /// Publishes what the editor shows; gives the public address.
    pub async fn publish(&self, path: &str) -> String {
        let fields = self.editor(path).await;
        let answer = self.put_out(path, &fields.pairs()).await.expect(303);
        let page = self.get(answer.location()).await.expect(200).page();
        let links = page.links();
        let link = links.iter().find(|(_, href)| href.starts_with("/posts/"));
        link.unwrap_or_else(|| panic!("the editor links to no public post: {}", page.text()))
            .1
            .clone()
    }

    /// Publishes what the editor of an entry or a page shows.
    pub async fn publish_entry(&self, path: &str) {
        let fields = self.editor(path).await;
        self.put_out(path, &fields.pairs()).await.expect(303);
    }

    /// Presses the button to publish, and where something is left that takes a tick, ticks it and presses again.
    pub async fn put_out(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let publish = format!("{path}/publication");
        let answer = self.post(&publish, fields).await;
        if answer.status != 409 {
            return answer;
        }
        let ticks = ticks(&answer.page());
        let ticks = ticks.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let ticked: Vec<_> = fields.iter().copied().chain(ticks).collect();
        self.post(&publish, &ticked).await
    }

    /// From a letter in the queue to its post on the site.
    pub async fn publish_question(&self, id: &str, title: &str, answer: &str) -> String {
        let path = self.begin_post(id).await;
        self.write(&path, title, answer).await;
        self.publish(&path).await
    }

    /// Ends this session; the last one locks the desk.
    pub async fn sign_out(&self) {
        self.post("/desk/logout", &[]).await.expect(303);
    }

    /// Closes the vault, whoever else is at the desk.
    pub async fn lock(&self) {
        self.post("/desk/lock", &[]).await.expect(303);
    }
}

/// The boxes of the check before publishing, with what they stand for.
pub fn ticks(page: &Page) -> Vec<(String, String)> {
    let boxes = page.all("input").into_iter().filter(|it| it.attr("name").starts_with("tick-"));
    boxes.map(|it| (it.attr("name").to_owned(), it.attr("value").to_owned())).collect()
}

/// The lines of a page of the queue.
pub fn rows(page: &Page) -> Vec<Row> {
    let links = page.links().into_iter();
    let letters = links.filter_map(|(first_line, href)| {
        let id = href.strip_prefix("/desk/questions/")?;
        id.parse::<i64>().ok().map(|_| Row { id: id.to_owned(), first_line })
    });
    letters.collect()
}

pub fn question_path(id: &str, below: &str) -> String {
    format!("/desk/questions/{id}{below}")
}

impl Seen {
    pub fn of(page: Page) -> Self {
        let texts = |class: &str| {
            page.with_class(class).iter().map(|found| found.text()).collect::<Vec<_>>()
        };
        let typed_in = |class: &str| {
            let holders = page.with_class(class);
            holders
                .iter()
                .flat_map(|holder| holder.classes("typed"))
                .map(|typed| typed.text())
                .collect()
        };
        let ways = page.all("button").into_iter().filter(|button| button.attr("name") == "status");
        Self {
            original: page.class("sheet").unwrap().class("typed").unwrap().text(),
            status: texts("plain").first().unwrap().replace("Status: ", "").to_lowercase(),
            tags: page.id("tags").unwrap().attr("value").to_owned(),
            notes: typed_in("notes"),
            replies: typed_in("slip"),
            history: page
                .class("history")
                .map_or(Vec::new(), |list| list.all("li").iter().map(|li| li.text()).collect()),
            ways: ways.map(|button| button.attr("value").to_owned()).collect(),
            page,
        }
    }
}

impl PostFields {
    pub fn of(page: &Page, path: &str) -> Self {
        let form = page.form(path);
        // A form without a field sends nothing for it.
        let value = |name: &str| form.value(name).to_owned();
        Self {
            revision: value("revision"),
            title: value("title"),
            printed: value("printed"),
            answer: value("answer"),
            tags: value("tags"),
            slug: value("slug"),
        }
    }

    pub fn pairs(&self) -> [(&str, &str); 6] {
        [
            ("revision", &self.revision),
            ("title", &self.title),
            ("printed", &self.printed),
            ("answer", &self.answer),
            ("tags", &self.tags),
            ("slug", &self.slug),
        ]
    }
}
