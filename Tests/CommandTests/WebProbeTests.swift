import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Web addresses are tried against a server of the test's own, on this machine only.
@Suite(.serialized) struct WebProbeTests {
  private func ask(_ path: String, _ server: LoopbackServer) throws -> WebProbe.Answer {
    try WebProbe(environment: [:], seconds: 2).ask("http://127.0.0.1:\(server.port)\(path)")
  }

  @Test func `a page is there if its head is, or the page itself where heads are refused`() throws {
    let server = try LoopbackServer()
    #expect(try ask("/ok", server) == .status(200, redirects: 0))
    #expect(try ask("/no-head", server) == .status(200, redirects: 0))
    #expect(server.requests == ["HEAD /ok", "HEAD /no-head", "GET /no-head"])
    #expect(try ask("/ok", server).isThere)
  }

  @Test func `what only some may see is there, what is gone is not`() throws {
    let server = try LoopbackServer()
    #expect(try ask("/private", server).isThere)
    #expect(try ask("/none", server) == .status(404, redirects: 0))
    #expect(try !ask("/none", server).isThere)
    #expect(try !ask("/broken", server).isThere)
  }

  @Test func `few redirects are followed, and only to the web`() throws {
    let server = try LoopbackServer()
    #expect(try ask("/hop/2", server) == .status(200, redirects: 2))
    #expect(try !ask("/hop/9", server).isThere)
    #expect(try !ask("/to-file", server).isThere)
  }

  @Test func `what does not answer is silence, with the reason`() throws {
    let server = try LoopbackServer()
    let port = server.port
    #expect(try !ask("/mute", server).isThere)
    let answer = try WebProbe(environment: [:], seconds: 2).ask("http://127.0.0.1:1/\(port)")
    guard case .silence(let reason) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(!reason.isEmpty && !reason.hasPrefix("curl:"))
  }

  @Test func `without curl it says what is missing`() throws {
    #expect {
      try WebProbe(environment: ["PATH": "/nowhere"]).ask("http://127.0.0.1:1/")
    } throws: { error in
      guard case Stop.failed(let reason) = error else { return false }
      return reason.contains("curl")
    }
  }

  @Test func `an answer with an address that is not there is refused, if it is tried`() throws {
    let server = try LoopbackServer()
    let shell = try Shell()
    let before = try shell.contents()
    let call = "answer doc.code --by mara --yes --artefact http://127.0.0.1:\(server.port)"
    let result = shell("\(call)/none --resolve")
    #expect(result.ending == .wrongInput && result.err.contains("answers with 404"))
    #expect(try shell.contents() == before)
    let good = shell("\(call)/ok --resolve")
    #expect(good.ending == .met && good.err.contains("/ok answers with 200"))
    server.forget()
    #expect(shell("\(call)/none").ending == .met)
    #expect(server.requests.isEmpty, "nothing goes to the network unless asked for")
  }
}

/// Answers HTTP on a port of the loopback interface until it goes.
private final class LoopbackServer: @unchecked Sendable {
  let port: UInt16
  private let socket: Int32
  private let lock = NSLock()
  private var seen: [String] = []

  /// The requests so far: method and path.
  var requests: [String] { lock.withLock { seen } }

  func forget() { lock.withLock { seen = [] } }

  struct CannotListen: Error {}

  init() throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let handle = socket
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(handle, generic, length) == 0 && listen(handle, 16) == 0
          && getsockname(handle, generic, &length) == 0
      }
    }
    guard isBound else { throw CannotListen() }
    port = UInt16(bigEndian: address.sin_port)
    let thread = Thread { [weak self] in
      while true {
        let client = accept(handle, nil, nil)
        guard client >= 0, let self else { return }
        self.serve(client)
      }
    }
    thread.start()
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  private func serve(_ client: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(client, &buffer, buffer.count, 0)
    let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
    guard words.count > 1 else {
      close(client)
      return
    }
    lock.withLock { seen.append("\(words[0]) \(words[1])") }
    // A connection that stays open without a word; the machine closes it with the process.
    if words[1] == "/mute" { return }
    let answer = Self.answer(to: String(words[1]), isHead: words[0] == "HEAD")
    let bytes = Array("HTTP/1.1 \(answer)Connection: close\r\n\r\n".utf8)
    _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    close(client)
  }

  /// The status line and the headers.
  private static func answer(to path: String, isHead: Bool) -> String {
    let empty = "Content-Length: 0\r\n"
    switch path {
    case "/ok": return "200 OK\r\n" + empty
    case "/no-head": return (isHead ? "405 No\r\n" : "200 OK\r\n") + empty
    case "/private": return "401 Who\r\n" + empty
    case "/broken": return "500 Oh\r\n" + empty
    case "/to-file": return "302 Go\r\nLocation: file:///etc/hostname\r\n" + empty
    case _ where path.hasPrefix("/hop/"):
      let left = Int(path.dropFirst(5)) ?? 0
      return left == 0
        ? "200 OK\r\n" + empty : "302 Go\r\nLocation: /hop/\(left - 1)\r\n" + empty
    default: return "404 None\r\n" + empty
    }
  }
}
