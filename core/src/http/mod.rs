//! Everything that leaves this process over HTTP goes through here: one TLS set-up, one list of hosts, one way to try
//! again, one way to read an answer.

mod answer;
mod failure;
mod hosts;
mod judge;
mod proxy;
mod request;
mod send;
pub(crate) mod tls;

pub(crate) use answer::{Answer, shortened};
pub(crate) use hosts::{Hosts, Service};
pub(crate) use request::{Body, Request, Sign};
pub(crate) use send::{Http, patient};
