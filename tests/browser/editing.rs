//! The editor's parts together, in a real browser: pictures, marks by key, publishing, and the lock of another window.

use serde_json::{Value, json};
use unsaid::texts::en::desk::{check, done, marks, writing as t};

use super::common::{ACCOUNT, Desk, PASSWORD};
use super::writing::Writer;

/// Makes a picture of one colour and gives it to the answer as the event of this kind does.
const GIVE: &str = "
  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = COLOUR;
  pen.fillRect(0, 0, 40, 30);
  canvas.toBlob((blob) => {
    const files = new DataTransfer();
    files.items.add(new File([blob], 'a.png', { type: 'image/png' }));
    const options = { bubbles: true, cancelable: true, clipboardData: files, dataTransfer: files };
    document.querySelector('#answer').dispatchEvent(EVENT);
  }, 'image/png');";
const PANELS: &str = "return document.querySelectorAll('.ask-alt').length";
const ANSWER: &str =
    "return document.querySelector('#answer').value.replace(/picture:\\w+/g, 'id')";
const MARKED: &str = "return document.querySelectorAll('.marks li[data-mark]').length";

const HAS_AGE: &str = "return document.querySelector('#printed').value.includes('34')";
const AT_ROW: &str = "return document.activeElement.matches('.marks li button')";

fn give(colour: &str, class: &str, name: &str) -> String {
    let event = format!("new {class}('{name}', options)");
    GIVE.replace("COLOUR", &format!("'{colour}'")).replace("EVENT", &event)
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_pasted_and_dropped_and_then_put_into_words() {
    let (writer, program, _data) = Writer::begin().await;
    writer.go_on("Before.").await;
    writer.ask(&give("red", "ClipboardEvent", "paste")).await;
    writer.comes(PANELS, &json!(1)).await;
    writer.ask(&give("green", "DragEvent", "drop")).await;
    writer.comes(PANELS, &json!(2)).await;
    writer.comes(ANSWER, &json!("Before.\n\n![](id)\n\n![](id)")).await;
    writer.fill("shows", "Two [red] cups").await;
    writer.press("[data-alt=words]").await;
    writer.press("[data-alt=none]").await;
    writer.comes(ANSWER, &json!("Before.\n\n![Two \\[red\\] cups](id)\n\n![](id)")).await;
    writer.stands("saved").await;
    assert!(writer.saved(&program).await.contains("![Two \\[red\\] cups](picture:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_are_blurred_and_kept_by_key_without_leaving_the_page() {
    let (writer, _program, _data) = Writer::begin().await;
    let printed = "const p = document.querySelector('#printed'); p.value = 'I am 34 and live in Leeds. He is 41.'; \
                   p.dispatchEvent(new Event('input', { bubbles: true })); window.stays = true";
    writer.ask(printed).await;
    // The panel is drawn anew once that is saved.
    writer.comes(MARKED, &json!(3)).await;
    writer.ask("document.querySelector('.marks li button').focus()").await;
    writer.browser.type_text("b").await;
    writer.comes(HAS_AGE, &json!(false)).await;
    writer.comes(AT_ROW, &json!(true)).await;
    writer.browser.type_text("nk").await;
    writer.browser.sees(marks::KEPT).await;
    let found = writer.ask("return [document.querySelector('#printed').value, window.stays]").await;
    let [Value::String(text), stays] = found.as_array().unwrap().as_slice() else { panic!() };
    assert!(text.contains("Leeds") && text.contains("41") && *stays == json!(true), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_is_published_by_its_button_once_its_ticks_are_set() {
    let (writer, _program, _data) = Writer::begin().await;
    writer.fill("title", "Telling her").await;
    writer.go_on("Yes.").await;
    writer.stands("saved").await;
    // Nothing is left to save when the button is pressed.
    writer.press("button.publish").await;
    writer.browser.sees(check::NOT_TICKED).await;
    writer.press("#check input[type=checkbox]").await;
    writer.go_on(" Today.").await;
    writer.stands("saved").await;
    writer.press("button.publish").await;
    writer.browser.sees(done::PUBLISHED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_from_elsewhere_asks_for_the_password_in_place() {
    let (writer, program, _data) = Writer::begin().await;
    writer.go_on("Half a sen").await;
    writer.stands("saved").await;
    Desk::sign_in(program.client(), ACCOUNT, PASSWORD).await.lock().await;
    writer.go_on("tence.").await;
    writer.browser.sees(t::AGAIN_TITLE).await;
    writer.fill("again-account", ACCOUNT).await;
    writer.fill("again-password", PASSWORD).await;
    writer.press("#again button").await;
    writer.stands("saved").await;
    assert_eq!(writer.saved(&program).await, "Half a sentence.");
}
