//! A connection: TCP, or TLS over another connection. A tunnel through a proxy with TLS is TLS over TLS.

use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::{self, Connected};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::transport::tls::TlsStream;

pub(super) struct Connection {
    io: Io,
    /// Whether the peer is a proxy that forwards plain HTTP.
    is_forwarded: bool,
}

enum Io {
    Tcp(TcpStream),
    Tls(Box<TlsStream<Connection>>),
}

impl Connection {
    pub(super) fn tcp(stream: TcpStream) -> Self {
        Self { io: Io::Tcp(stream), is_forwarded: false }
    }

    pub(super) fn tls(stream: TlsStream<Self>) -> Self {
        Self { io: Io::Tls(Box::new(stream)), is_forwarded: false }
    }

    pub(super) fn forwarded(self) -> Self {
        Self { is_forwarded: true, ..self }
    }
}

impl connect::Connection for Connection {
    fn connected(&self) -> Connected {
        Connected::new().proxy(self.is_forwarded)
    }
}

macro_rules! each {
    ($connection:ident, $io:ident => $result:expr) => {
        match &mut $connection.get_mut().io {
            Io::Tcp(stream) => {
                let $io = Pin::new(stream);
                $result
            }
            Io::Tls(stream) => {
                let $io = Pin::new(&mut **stream);
                $result
            }
        }
    };
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        each!(self, io => io.poll_read(context, buffer))
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        each!(self, io => io.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        each!(self, io => io.poll_write_vectored(context, slices))
    }

    fn is_write_vectored(&self) -> bool {
        match &self.io {
            Io::Tcp(stream) => stream.is_write_vectored(),
            Io::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        each!(self, io => io.poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        each!(self, io => io.poll_shutdown(context))
    }
}
