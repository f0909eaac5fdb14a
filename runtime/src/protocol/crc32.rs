//! CRC-32 of Ethernet and gzip: a checksum of bodies, and of the frames of event streams.

use crc::{CRC_32_ISO_HDLC, Crc, Table};

pub(crate) static CRC32: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
