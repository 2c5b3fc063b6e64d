import COpenSSL

/// A private key on the curve P-256.
final class PrivateKey {
  let pointer: OpaquePointer

  /// Makes a new one.
  init() throws(OpenSSLError) {
    let maker = EVP_PKEY_CTX_new_id(NID_X9_62_id_ecPublicKey, nil)
    defer { EVP_PKEY_CTX_free(maker) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(maker) == 1,
      EVP_PKEY_CTX_set_ec_paramgen_curve_nid(maker, NID_X9_62_prime256v1) == 1,
      EVP_PKEY_keygen(maker, &key) == 1, let key
    else { throw OpenSSLError() }
    pointer = key
  }

  deinit { EVP_PKEY_free(pointer) }

  /// As PEM, not encrypted.
  func pem() throws(OpenSSLError) -> [UInt8] {
    let bytes = MemoryBIO.written { PEM_write_bio_PrivateKey($0, pointer, nil, nil, 0, nil, nil) == 1 }
    guard let bytes else { throw OpenSSLError() }
    return bytes
  }

  /// The public key with its algorithm, as certificates hold it.
  func publicKey() throws(OpenSSLError) -> [UInt8] {
    let bytes = MemoryBIO.written { i2d_PUBKEY_bio($0, pointer) == 1 }
    guard let bytes else { throw OpenSSLError() }
    return bytes
  }
}
