internal import CZlib

/// What a gzip file holds, of one member or of several, unpacked as it is read.
///
/// Memory is that of one window and one block, however much a stream unpacks to.
final class GzipBytes: ByteSource {
  private let packed: ByteStream
  /// Stays where it is: what zlib keeps points back to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isInMember = true
  private var isAtEnd = false

  static let mark: [UInt8] = [0x1F, 0x8B]

  init(_ packed: ByteStream) throws(TableFile.Failure) {
    self.packed = packed
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 64 << 10, alignment: 16)
    // 15 bits of window, and 16 for the gzip head.
    guard
      inflateInit2_(stream, 31, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .refused("gzip could not begin: there is too little memory", line: nil, fix: nil) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  var bytesRead: Int { packed.bytesRead }

  /// How many packed bytes have been used.
  private var place: Int { packed.bytesRead - Int(stream.pointee.avail_in) }

  func read(into room: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int {
    guard let base = room.baseAddress, !room.isEmpty else { return 0 }
    let wanted = min(room.count, Int(UInt32.max))
    stream.pointee.next_out = base.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(wanted)
    while !isAtEnd, stream.pointee.avail_out == wanted {
      try refill()
      if stream.pointee.avail_in == 0 {
        guard !isInMember else { throw cut }
        isAtEnd = true
      } else if isInMember || beginsMember {
        try unpack()
      } else {
        try passPadding()
      }
    }
    return wanted - Int(stream.pointee.avail_out)
  }

  private func refill() throws(TableFile.Failure) {
    guard stream.pointee.avail_in == 0 else { return }
    let count = try packed.read(into: input)
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  private func unpack() throws(TableFile.Failure) {
    isInMember = true
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isInMember = false
      inflateReset(stream)
    case Z_MEM_ERROR:
      throw .refused("there is too little memory to unpack it", line: nil, fix: nil)
    default:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "it is no gzip stream"
      throw .refused(
        "the gzip stream is damaged at byte \(place): \(reason)", line: nil,
        fix: "copy or pack the file again; 'gzip -t' tests it")
    }
  }

  /// Between members: whether the next byte can begin one.
  private var beginsMember: Bool { stream.pointee.next_in.pointee == Self.mark[0] }

  /// Zeros may follow the last member, as tapes have them; nothing else.
  private func passPadding() throws(TableFile.Failure) {
    while stream.pointee.avail_in > 0 {
      guard stream.pointee.next_in.pointee == 0 else {
        throw .refused(
          "the gzip stream ends, and other bytes follow it at byte \(place)", line: nil,
          fix: "copy or pack the file again")
      }
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    }
  }

  private var cut: TableFile.Failure {
    .refused(
      "the gzip stream is cut short: it stops at byte \(place) and is not at its end", line: nil,
      fix: "copy or pack the file again; 'gzip -t' tests it")
  }
}
