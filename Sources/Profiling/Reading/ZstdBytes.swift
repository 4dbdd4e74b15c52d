internal import CZstd

/// What a Zstandard file holds, of one frame or of several, unpacked as it is read.
///
/// Memory is that of one window, of 128 MiB at most, and one block, however much a stream unpacks to.
final class ZstdBytes: ByteSource {
  private let packed: ByteStream
  private let stream: OpaquePointer
  private let room: UnsafeMutableRawBufferPointer
  private var input: ZSTD_inBuffer
  /// What is still to come of the present frame, as the library has it; 0 between frames.
  private var isInFrame = false

  /// A frame, and the sixteen kinds of frames to be passed over.
  static let marks: [[UInt8]] =
    [[0x28, 0xB5, 0x2F, 0xFD]] + (0x50...0x5F).map { [$0, 0x2A, 0x4D, 0x18] }

  init(_ packed: ByteStream) throws(TableFile.Failure) {
    guard let stream = ZSTD_createDStream() else {
      throw .refused("zstd could not begin: there is too little memory", line: nil, fix: nil)
    }
    self.packed = packed
    self.stream = stream
    room = .allocate(byteCount: 128 << 10, alignment: 16)
    input = ZSTD_inBuffer(src: room.baseAddress, size: 0, pos: 0)
  }

  deinit {
    ZSTD_freeDStream(stream)
    room.deallocate()
  }

  var bytesRead: Int { packed.bytesRead }

  private var place: Int { packed.bytesRead - (input.size - input.pos) }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int {
    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    while output.pos == 0, output.size > 0 {
      var isDry = false
      if input.pos == input.size {
        input.pos = 0
        input.size = try packed.read(into: room)
        isDry = input.size == 0
      }
      if isDry, !isInFrame { return 0 }
      let left = ZSTD_decompressStream(stream, &output, &input)
      if ZSTD_isError(left) != 0 {
        throw .refused(
          "the zstd stream is damaged at byte \(place): \(String(cString: ZSTD_getErrorName(left)))",
          line: nil, fix: "copy or pack the file again; 'zstd -t' tests it")
      }
      isInFrame = left != 0
      if isDry, output.pos == 0, isInFrame {
        throw .refused(
          "the zstd stream is cut short: it stops at byte \(place) and is not at its end",
          line: nil, fix: "copy or pack the file again; 'zstd -t' tests it")
      }
    }
    return output.pos
  }
}
