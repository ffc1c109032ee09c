//! A wire fails as it was asked to.

use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};

use super::{Breakage, Wire};

/// The laptop's end and the store's of a wire that breaks so.
fn ends(breakage: Breakage) -> Result<(TcpStream, TcpStream)> {
    let store = TcpListener::bind("127.0.0.1:0")?;
    let wire = Wire::to(store.local_addr()?)?;
    wire.breaks(breakage);
    let laptop = TcpStream::connect(wire.address)?;
    Ok((laptop, store.accept()?.0))
}

/// All that comes, until the other end says that there is no more.
fn all(end: &mut TcpStream) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    end.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[test]
fn a_half_closed_wire_shuts_one_way_and_leaves_the_other_open() -> Result<()> {
    let up = ends(Breakage::ShutUpAfter(3))?;
    let (laptop, store) = ends(Breakage::ShutDownAfter(3))?;
    for (mut shut, mut open) in [up, (store, laptop)] {
        shut.write_all(b"abcdef")?;
        assert_eq!(all(&mut open)?, b"abc");
        open.write_all(b"xyz")?;
        open.shutdown(Shutdown::Write)?;
        assert_eq!(all(&mut shut)?, b"xyz");
    }
    Ok(())
}

#[test]
fn a_reset_reaches_both_ends() -> Result<()> {
    let reset = |end: &mut TcpStream| all(end).err().map(|error| error.kind());
    for breakage in [Breakage::ResetUpAfter(3), Breakage::ResetDownAfter(3)] {
        let (mut laptop, mut store) = ends(breakage)?;
        laptop.write_all(b"ab")?;
        store.write_all(b"ab")?;
        let mut first = [0; 2];
        laptop.read_exact(&mut first)?;
        store.read_exact(&mut first)?;
        let speaks = if breakage == Breakage::ResetUpAfter(3) {
            &mut laptop
        } else {
            &mut store
        };
        speaks.write_all(b"cd")?;
        assert_eq!(
            reset(&mut laptop),
            Some(ErrorKind::ConnectionReset),
            "{breakage:?}"
        );
        assert_eq!(
            reset(&mut store),
            Some(ErrorKind::ConnectionReset),
            "{breakage:?}"
        );
    }
    Ok(())
}

#[test]
fn a_silent_wire_closes_nothing_until_who_waits_gives_up() -> Result<()> {
    let (mut laptop, mut store) = ends(Breakage::SilentDownAfter(3))?;
    store.write_all(b"abcdef")?;
    let mut came = [0; 3];
    laptop.read_exact(&mut came)?;
    laptop.set_nonblocking(true)?;
    let nothing = laptop.read(&mut came).map_err(|error| error.kind());
    assert_eq!(nothing, Err(ErrorKind::WouldBlock));
    laptop.shutdown(Shutdown::Both)?;
    assert_eq!(all(&mut store)?, b"");
    Ok(())
}
