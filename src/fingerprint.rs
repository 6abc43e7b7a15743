//! The fingerprint of a file: its size and its SHA-256, which everybody can redo with `sha256sum`.

use crate::factors::library::hex;
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// Size and SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    /// The size, in bytes.
    pub bytes: u64,
    /// The SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Fingerprint {
    /// The fingerprint of bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }

    /// The fingerprint of all that `source` holds; read piece by piece.
    ///
    /// # Errors
    /// What keeps `source` from being read.
    pub fn of(mut source: impl Read) -> io::Result<Self> {
        let mut hasher = Hasher::new(io::sink());
        io::copy(&mut source, &mut hasher)?;
        Ok(hasher.finish().1)
    }
}

/// Hands on what is written to it, and takes its fingerprint on the way.
pub struct Hasher<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Hasher<W> {
    /// Hands on to `out`.
    pub fn new(out: W) -> Self {
        Self { out, hash: Sha256::new(), bytes: 0 }
    }

    /// The fingerprint of what was written so far.
    pub fn so_far(&self) -> Fingerprint {
        Fingerprint { bytes: self.bytes, sha256: hex(&self.hash.clone().finalize()) }
    }

    /// Where it handed on to, and the fingerprint of all of it.
    pub fn finish(self) -> (W, Fingerprint) {
        let fingerprint = self.so_far();
        (self.out, fingerprint)
    }
}

impl<W: Write> Write for Hasher<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        let taken = bytes.get(..written).unwrap_or(bytes);
        self.hash.update(taken);
        self.bytes += taken.len() as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_on_has_the_fingerprint_of_the_whole() {
        let mut hasher = Hasher::new(Vec::new());
        hasher.write_all(b"ab").unwrap();
        hasher.write_all(b"c").unwrap();
        let (out, fingerprint) = hasher.finish();
        assert_eq!((out.as_slice(), Fingerprint::of(&b"abc"[..]).unwrap()), (&b"abc"[..], fingerprint.clone()));
        // The test vector of FIPS 180-4 for "abc".
        assert_eq!(fingerprint.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
