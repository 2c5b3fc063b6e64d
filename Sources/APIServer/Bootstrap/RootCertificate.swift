extension APIServer {
  /// The certificate of the simulated cluster's authority, as pods find it in their service account's volume. Nobody
  /// has its key: it is there to be looked at.
  package static let rootCertificate = """
    -----BEGIN CERTIFICATE-----
    MIIDEzCCAfugAwIBAgIUT0DYRgfUqnAdnSUk3zve4+u4zEYwDQYJKoZIhvcNAQEL
    BQAwGDEWMBQGA1UEAwwNa3ViZXJuZXRlcy1jYTAgFw0yNjExMjIxNjQyNThaGA8y
    MTI2MTAyOTE2NDI1OFowGDEWMBQGA1UEAwwNa3ViZXJuZXRlcy1jYTCCASIwDQYJ
    KoZIhvcNAQEBBQADggEPADCCAQoCggEBAKOvgbaWauicGQptyVzGvklrbkKY2b6l
    XZkPHlPKs39BsU60xNixS/Qr6wCdcUWYb82pbS7tLsNMDhGEcHtWXT1IwOdSgxWW
    vf2oG+/0Wvtnu34dxa96Mq6G4ANvuYhhg91BnN+R8a1rHDzfPLlHcbElWFOWXwEQ
    l4woJjz3OJlY6+vJDsB3aAGZSbgY3ltOybdQ2qYk4pHEpPideZLGjcrNd3EO3CKV
    Q0Fd8tlYerrJGGahz38rpGVubYfaQUgnX97AdC4LRjamwjNOQ8tqH8aSEuR4ULhh
    54vJ0L0oyjgldL2NyjrRy56CPBDIHt8lPVcttpudww1ZE9hhdbebngUCAwEAAaNT
    MFEwHQYDVR0OBBYEFEmMokTRNEIq5rVmVhQMN7qrnmrtMB8GA1UdIwQYMBaAFEmM
    okTRNEIq5rVmVhQMN7qrnmrtMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQEL
    BQADggEBAETjOlcOdf6kZwMYO8SPR21AhSB+uUWz6QS1Z5nP/XnaAzie4biDvXWf
    M1nniIwuot7MysQKsiuyOVX7BvchVbZglgKbrrp/xjVKwfAN6MSg0DUOyUvgWx9K
    dcunHDQ5ycWtRU7GGF8NG+/5YOIQyPfAyNvDstZ6ucxabpPTfN6PUx3l2Z+6ijDb
    J6FSUDIVU0krKQKUtCpRt9VRxW+KeimqmepWTDlrnLu8RJsx9qUE5pnrSY/uJyoc
    yN8RztA6dO39/zCG2ZS5puqRdCTf6pG1uXs9mjiJPayh2TIrYuj1G5PEGkP5AKT4
    RmRgPjIXGqA2qOYJ5u1bCBAmrCGmsjA=
    -----END CERTIFICATE-----

    """
}
