//! `cp`: copies of one file or object.

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_operation::{Body, ByteStream, Bytes};
use aws_operation_s3::{CopyObject, GetObject, PutObject, TransferEvent};
use indicatif::ProgressBar;
use tokio::io::{AsyncRead, ReadBuf, Stdin};

use super::location::{Location, Object};
use super::{Failure, Session};

pub(crate) async fn copy(session: &Session, source: Location, target: Location) -> Result<(), Failure> {
    match (source, target) {
        (Location::Object(from), Location::Object(to)) => {
            let key = if to.key.is_empty() { from.key.clone() } else { to.key };
            CopyObject::of(&from.bucket, &from.key, to.bucket, key).send(&session.client).await?;
            Ok(())
        }
        (Location::File(path), Location::Object(object)) => upload(session, &path, object).await,
        (Location::Standard, Location::Object(object)) => {
            let body = ByteStream::once(Body::new(Input(tokio::io::stdin())));
            send(session, "-", PutObject { body, ..PutObject::new(object.bucket, object.key) }).await
        }
        (Location::Object(object), Location::File(path)) => download(session, object, &path).await,
        (Location::Object(object), Location::Standard) => {
            let get = GetObject::new(object.bucket, object.key);
            session.transfer.download(get).to_writer(tokio::io::stdout()).await?;
            Ok(())
        }
        _ => Err("one of both must be an object: write `s3://bucket/key`".into()),
    }
}

pub(crate) async fn upload(session: &Session, path: &Path, object: Object) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let key = if object.key.is_empty() { name.clone() } else { object.key };
    let body = ByteStream::from_path(path).await.map_err(|error| format!("`{}`: {error}", path.display()))?;
    send(session, &name, PutObject { body, ..PutObject::new(object.bucket, key) }).await
}

/// Uploads an object. The keys Control and C abort it.
async fn send(session: &Session, name: &str, put: PutObject) -> Result<(), Failure> {
    let bar = session.bar(name);
    let shown = bar.clone();
    let mut upload = session.transfer.upload(put).on_event(move |event| show(&shown, &event));
    let is_done = tokio::select! {
        done = upload.run() => Some(done),
        _ = tokio::signal::ctrl_c() => None,
    };
    bar.finish();
    match is_done {
        Some(Ok(_)) => Ok(()),
        Some(Err(error)) => {
            upload.abort().await?;
            Err(error.into())
        }
        None => {
            upload.abort().await?;
            Err("aborted".into())
        }
    }
}

pub(crate) async fn download(session: &Session, object: Object, path: &Path) -> Result<(), Failure> {
    let name = object.key.rsplit('/').next().unwrap_or_default().to_owned();
    let path = if path.is_dir() { path.join(&name) } else { path.to_owned() };
    let bar = session.bar(&name);
    let shown = bar.clone();
    let download = session.transfer.download(GetObject::new(object.bucket, object.key));
    let downloaded = download.on_event(move |event| show(&shown, &event)).to_file(path).await;
    bar.finish();
    downloaded?;
    Ok(())
}

fn show(bar: &ProgressBar, event: &TransferEvent) {
    match event {
        TransferEvent::Began { total: Some(total), .. } => bar.set_length(*total),
        TransferEvent::Progress { bytes, .. } => bar.set_position(*bytes),
        _ => {}
    }
}

/// The standard input as a body.
struct Input(Stdin);

impl http_body::Body for Input {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
        let mut memory = vec![0; 64 * 1024];
        let mut buffer = ReadBuf::new(&mut memory);
        ready!(Pin::new(&mut self.0).poll_read(context, &mut buffer))?;
        let length = buffer.filled().len();
        memory.truncate(length);
        Poll::Ready((length > 0).then(|| Ok(http_body::Frame::data(memory.into()))))
    }
}
