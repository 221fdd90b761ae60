//! A port of this machine that no other machine reaches.

use super::super::failure::Failure;
use super::super::system::reason;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

/// Listens on a port of the loopback interface; 0 stands for a free one.
pub(super) fn listen(port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Failure::new(format!("port {port} is already in use")).help("leave out --port for a free one"),
        ErrorKind::PermissionDenied => Failure::new(format!("port {port} may not be used: permission denied"))
            .help("ports below 1024 are the system's; leave out --port for a free one"),
        _ => Failure::new(format!("can't use port {port}: {}", reason(&error))),
    })
}
