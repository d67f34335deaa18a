//! Vault and OpenBao: what every answer means, against a server that is scripted, and everything else against a real one.

mod faults;
mod logins;
mod server;
mod situations;
