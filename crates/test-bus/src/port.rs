use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// Below the ports that kernels give away by themselves.
const FIRST: u32 = 18_000;
const COUNT: u32 = 12_000;
/// How far apart processes that begin together look.
const STRIDE: u32 = 211;

/// A port that nobody listens on, and that nobody gets while its server is down.
pub fn free() -> u16 {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    loop {
        let tried = TRIED.fetch_add(1, Ordering::Relaxed);
        assert!(tried < COUNT, "no port is free");
        let offset = std::process::id().wrapping_mul(STRIDE).wrapping_add(tried) % COUNT;
        let port = u16::try_from(FIRST + offset).expect("it is below 30,000");
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}
