//! Timestamps from the first second of the year 0 to the last nanosecond of the year 9999, in every location.

mod scripted;

use std::time::Duration;

use aws_operation::{Timestamp, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "Clocks", protocol = "restJson1")]
struct Clocks;

#[aws_operation(name = "SetClock", service = Clocks, output = SetClockOutput, http = "POST /clocks/{label}")]
#[derive(Clone)]
struct SetClock {
    label: Timestamp,
    #[aws(query)]
    query: Timestamp,
    #[aws(header = "X-Header")]
    header: Timestamp,
    #[aws(header = "X-Headers", timestamp = "date-time")]
    headers: Vec<Timestamp>,
    body: Timestamp,
    #[aws(timestamp = "date-time")]
    date_time: Timestamp,
    #[aws(timestamp = "http-date")]
    http_date: Timestamp,
}

#[aws_shape]
struct SetClockOutput {
    #[aws(header = "X-Header")]
    header: Option<Timestamp>,
    #[aws(header = "X-Headers")]
    headers: Vec<Timestamp>,
    number: Option<Timestamp>,
    date_time: Option<Timestamp>,
    http_date: Option<Timestamp>,
}

fn set(time: Timestamp) -> SetClock {
    let headers = vec![time, time];
    SetClock { label: time, query: time, header: time, headers, body: time, date_time: time, http_date: time }
}

fn last_second() -> Timestamp {
    Timestamp::from_second(253_402_300_799).unwrap()
}

#[tokio::test]
async fn the_last_second_is_sent_and_read_at_every_location() {
    let output =
        r#"{"Number":2.53402300799E11,"DateTime":"9999-12-31T23:59:59Z","HttpDate":"Fri, 31 Dec 9999 23:59:59 GMT"}"#;
    let response = Step::response(200, output)
        .header("x-header", "Fri, 31 Dec 9999 23:59:59 GMT")
        .header("x-headers", "9999-12-31T23:59:59Z, Fri, 31 Dec 9999 23:59:59 GMT, 253402300799");
    let script = Script::new([response]);
    let read = set(last_second()).send(&script.client()).await.unwrap();
    let found = [read.header, read.number, read.date_time, read.http_date];
    assert_eq!(found, [Some(last_second()); 4]);
    assert_eq!(read.headers, [last_second(); 3]);
    let sent = script.take_sent().remove(0);
    let text = "9999-12-31T23%3A59%3A59Z";
    assert_eq!(sent.target(), format!("/clocks/{text}?Query={text}"));
    assert_eq!(sent.header("x-header"), Some("Fri, 31 Dec 9999 23:59:59 GMT"));
    assert_eq!(sent.header("x-headers"), Some("9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"));
    let body = r#"{"Body":253402300799,"DateTime":"9999-12-31T23:59:59Z","HttpDate":"Fri, 31 Dec 9999 23:59:59 GMT"}"#;
    assert_eq!(sent.json(), serde_json::from_str::<serde_json::Value>(body).unwrap());
}

#[tokio::test]
async fn text_has_microseconds_in_every_location() {
    for (time, text) in [
        (last_second().saturating_add(Duration::from_nanos(999_999_999)), "9999-12-31T23:59:59.999999Z"),
        (
            Timestamp::from_second(-1).unwrap().saturating_add(Duration::from_nanos(1_500)),
            "1969-12-31T23:59:59.000001Z",
        ),
    ] {
        let script = Script::new([Step::response(200, "{}").header("x-headers", "0")]);
        set(time).send(&script.client()).await.unwrap();
        let sent = script.take_sent().remove(0);
        let escaped = text.replace(':', "%3A");
        assert_eq!(sent.target(), format!("/clocks/{escaped}?Query={escaped}"));
        assert_eq!(sent.header("x-headers"), Some(format!("{text}, {text}").as_str()));
        assert_eq!(sent.json()["DateTime"], text);
    }
}

#[tokio::test]
async fn a_date_alone_and_a_time_without_a_zone_are_read() {
    let output = r#"{"Number":"2021-08-29","DateTime":"2021-08-29T21:54:42.651"}"#;
    let script = Script::new([Step::response(200, output).header("x-headers", "2021-08-29, 2021-08-29T21:54:42.651")]);
    let read = set(last_second()).send(&script.client()).await.unwrap();
    let day = Timestamp::from_second(1_630_195_200).unwrap();
    let time = Timestamp::from_second(1_630_274_082).unwrap().saturating_add(Duration::from_millis(651));
    assert_eq!((read.number, read.date_time), (Some(day), Some(time)));
    assert_eq!(read.headers, [day, time]);
}
