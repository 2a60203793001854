//! What the columnist does meanwhile, by plain requests.

use tempfile::TempDir;
use unsaid::domain::{Standing, Status};
use unsaid::texts::en::desk::proof;

use super::common::program::{Program, set_up};
use super::common::{ACCOUNT, Desk, PASSWORD, Reader, eventually};

/// A column with its desk open.
pub struct Column {
    pub program: Program,
    desk: Desk,
    _data: TempDir,
}

/// The letter of a reader, at the desk.
pub struct Letter<'a> {
    desk: &'a Desk,
    id: String,
}

impl Column {
    pub async fn open() -> Self {
        let data = TempDir::new().unwrap();
        set_up(data.path());
        let program = Program::serve(data.path());
        let desk = Desk::sign_in(program.client(), ACCOUNT, PASSWORD).await;
        Self { program, desk, _data: data }
    }

    /// Publishes an answer to a letter that came on paper.
    pub async fn has_answered(&self, letter: &str, title: &str) {
        let fields = [("question", letter), ("consent", "print")];
        self.desk.post("/desk/questions/new", &fields).await;
        let post = self.desk.publish_question(&self.desk.find(letter).await, title, "Yes.").await;
        eventually("the post", || async {
            (self.program.client().get(&post).await.status == 200).then_some(())
        })
        .await;
    }

    /// Publishes an answer to a letter that came by the form; gives the seven words of its asker, and the post.
    pub async fn has_answered_asker(&self, letter: &str, title: &str) -> (String, String) {
        let words = Reader::new(self.program.client()).ask(letter).await;
        let id = self.gets(letter).await.id;
        (words, self.desk.publish_question(&id, title, "Yes.").await)
    }

    /// Waits for a letter to come over the wall, and sees that it holds what its asker typed.
    pub async fn gets(&self, text: &str) -> Letter<'_> {
        let id = eventually("the letter", || async {
            self.desk.queue(Status::New).await.into_iter().next().map(|row| row.id)
        })
        .await;
        assert_eq!(self.desk.question(&id).await.original, text);
        Letter { desk: &self.desk, id }
    }
}

impl Letter<'_> {
    pub async fn replies(&self, text: &str) {
        self.desk.reply(&self.id, text).await.expect(303);
    }

    /// Waits until its page says this.
    pub async fn says(&self, text: &str) {
        let path = format!("/desk/questions/{}", self.id);
        eventually(text, || async {
            self.desk.get(&path).await.page().text().contains(text).then_some(())
        })
        .await;
    }

    /// Begins its post, and sends the asker the text; gives the path of the editor.
    pub async fn is_shown_to_its_asker(&self) -> String {
        let path = self.desk.begin_post(&self.id).await;
        self.desk.write(&path, "The lamp", "Yes.").await;
        self.is_shown_again(&path).await;
        path
    }

    /// Sends what the editor at this path holds.
    pub async fn is_shown_again(&self, path: &str) {
        let page = self.desk.get(path).await.expect(200).page();
        self.desk.post(&format!("{path}/proof"), &page.form(path).sent()).await.expect(303);
    }

    /// Waits until the editor says that its text stands so with the asker.
    pub async fn stands(&self, path: &str, standing: Standing) {
        let told = proof::standing(standing);
        eventually(&told, || async {
            self.desk.get(path).await.page().text().contains(&told).then_some(())
        })
        .await;
    }

    pub async fn is_gone(&self) {
        let path = format!("/desk/questions/{}", self.id);
        eventually("the end of the letter", || async {
            (self.desk.get(&path).await.status == 404).then_some(())
        })
        .await;
    }
}
