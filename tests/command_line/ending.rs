//! What a program that is told to end still writes.

use crate::common::open_public;
use crate::common::program::{Program, set_up};
use crate::{reader, sign_in};

#[tokio::test]
async fn how_often_a_post_was_opened_is_written_when_the_program_is_told_to_end() {
    let data = tempfile::tempdir().unwrap();
    set_up(data.path());
    let program = Program::serve(data.path());
    let desk = sign_in(&program).await;
    let begun = desk.post("/desk/posts", &[("kind", "entry")]).await.expect(303);
    let path = begun.location().split('?').next().unwrap().to_owned();
    desk.write(&path, "A talk", "In May.").await;
    desk.publish_entry(&path).await;
    for _ in 0..3 {
        reader(&program).get("/posts/a-talk").await.expect(200);
    }
    let ended = program.terminate();
    assert!(ended.status.success(), "{ended:?}");
    let counted: i64 = open_public(data.path())
        .query_row("select sum(views) from post_view", [], |row| row.get(0))
        .unwrap();
    assert_eq!(counted, 3);
}
