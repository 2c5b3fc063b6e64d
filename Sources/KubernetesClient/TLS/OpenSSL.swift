import Glibc

/// The functions of the system's OpenSSL that a client needs. It is loaded when a server is asked through TLS, so that
/// nothing else waits for it, and a machine without it can do all the rest.
struct OpenSSL {
  typealias Pointer = UnsafeMutableRawPointer
  typealias Make = @convention(c) (Pointer?) -> Pointer?
  typealias Free = @convention(c) (Pointer?) -> Void
  typealias Take = @convention(c) (Pointer?, Pointer?) -> Int32
  typealias TakeText = @convention(c) (Pointer?, UnsafePointer<CChar>?) -> Int32
  typealias TakeNumber = @convention(c) (Pointer?, Int32) -> Int32
  typealias Control = @convention(c) (Pointer?, Int32, Int, Pointer?) -> Int
  typealias Exchange = @convention(c) (Pointer?, Pointer?, Int32) -> Int32
  typealias ReadPEM = @convention(c) (Pointer?, Pointer?, Pointer?, Pointer?) -> Pointer?

  let method: @convention(c) () -> Pointer?
  let newContext: Make
  let freeContext: Free
  let controlContext: Control
  let setVerification: @convention(c) (Pointer?, Int32, Pointer?) -> Void
  let useSystemAuthorities: @convention(c) (Pointer?) -> Int32
  let authorities: Make
  let addAuthority: Take
  let useCertificate: Take
  let useKey: Take
  let newSession: Make
  let freeSession: Free
  let control: Control
  let setDescriptor: TakeNumber
  let setHost: TakeText
  let parameters: Make
  let setAddress: TakeText
  let connect: @convention(c) (Pointer?) -> Int32
  let read: Exchange
  let write: Exchange
  let error: TakeNumber
  let verification: @convention(c) (Pointer?) -> Int
  let clearErrors: @convention(c) () -> Void
  let firstError: @convention(c) () -> UInt
  let errorReason: @convention(c) (UInt) -> UnsafePointer<CChar>?
  let memory: @convention(c) (UnsafeRawPointer?, Int32) -> Pointer?
  let freeMemory: Free
  let readCertificate: ReadPEM
  let freeCertificate: Free
  let readKey: ReadPEM
  let freeKey: Free

  static func load() throws(NetworkProblem) -> OpenSSL {
    for name in ["libssl.so.3", "libssl.so.1.1", "libssl.so"] {
      if let library = dlopen(name, RTLD_NOW | RTLD_LOCAL), let functions = OpenSSL(library) { return functions }
    }
    throw .failed(
      "tls: OpenSSL is not on this machine: install it (libssl3), or ask through http, as by kubectl proxy elsewhere")
  }

  private init?(_ library: Pointer) {
    func find<Function>(_ name: String, as type: Function.Type) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: type) }
    }
    guard let method = find("TLS_client_method", as: (@convention(c) () -> Pointer?).self),
      let newContext = find("SSL_CTX_new", as: Make.self), let freeContext = find("SSL_CTX_free", as: Free.self),
      let controlContext = find("SSL_CTX_ctrl", as: Control.self),
      let setVerification = find("SSL_CTX_set_verify", as: (@convention(c) (Pointer?, Int32, Pointer?) -> Void).self),
      let useSystemAuthorities = find(
        "SSL_CTX_set_default_verify_paths", as: (@convention(c) (Pointer?) -> Int32).self),
      let authorities = find("SSL_CTX_get_cert_store", as: Make.self),
      let addAuthority = find("X509_STORE_add_cert", as: Take.self),
      let useCertificate = find("SSL_CTX_use_certificate", as: Take.self),
      let useKey = find("SSL_CTX_use_PrivateKey", as: Take.self),
      let newSession = find("SSL_new", as: Make.self), let freeSession = find("SSL_free", as: Free.self),
      let control = find("SSL_ctrl", as: Control.self), let setDescriptor = find("SSL_set_fd", as: TakeNumber.self),
      let setHost = find("SSL_set1_host", as: TakeText.self), let parameters = find("SSL_get0_param", as: Make.self),
      let setAddress = find("X509_VERIFY_PARAM_set1_ip_asc", as: TakeText.self),
      let connect = find("SSL_connect", as: (@convention(c) (Pointer?) -> Int32).self),
      let read = find("SSL_read", as: Exchange.self), let write = find("SSL_write", as: Exchange.self),
      let error = find("SSL_get_error", as: TakeNumber.self),
      let verification = find("SSL_get_verify_result", as: (@convention(c) (Pointer?) -> Int).self),
      let clearErrors = find("ERR_clear_error", as: (@convention(c) () -> Void).self),
      let firstError = find("ERR_get_error", as: (@convention(c) () -> UInt).self),
      let errorReason = find("ERR_reason_error_string", as: (@convention(c) (UInt) -> UnsafePointer<CChar>?).self),
      let memory = find("BIO_new_mem_buf", as: (@convention(c) (UnsafeRawPointer?, Int32) -> Pointer?).self),
      let freeMemory = find("BIO_vfree", as: Free.self),
      let readCertificate = find("PEM_read_bio_X509", as: ReadPEM.self),
      let freeCertificate = find("X509_free", as: Free.self),
      let readKey = find("PEM_read_bio_PrivateKey", as: ReadPEM.self),
      let freeKey = find("EVP_PKEY_free", as: Free.self)
    else { return nil }
    (self.method, self.newContext, self.freeContext) = (method, newContext, freeContext)
    (self.controlContext, self.setVerification) = (controlContext, setVerification)
    (self.useSystemAuthorities, self.authorities) = (useSystemAuthorities, authorities)
    (self.addAuthority, self.useCertificate, self.useKey) = (addAuthority, useCertificate, useKey)
    (self.newSession, self.freeSession, self.control) = (newSession, freeSession, control)
    (self.setDescriptor, self.setHost) = (setDescriptor, setHost)
    (self.parameters, self.setAddress, self.connect) = (parameters, setAddress, connect)
    (self.read, self.write, self.error, self.verification) = (read, write, error, verification)
    (self.clearErrors, self.firstError, self.errorReason) = (clearErrors, firstError, errorReason)
    (self.memory, self.freeMemory) = (memory, freeMemory)
    (self.readCertificate, self.freeCertificate) = (readCertificate, freeCertificate)
    (self.readKey, self.freeKey) = (readKey, freeKey)
  }

  /// The reason of the error that happened first, in OpenSSL's words.
  func reason() -> String {
    let code = firstError()
    return errorReason(code).map { String(cString: $0) } ?? "unknown error \(code)"
  }
}
