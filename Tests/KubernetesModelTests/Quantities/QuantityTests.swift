import KubernetesModel
import Testing

@Suite struct QuantityTests {
  @Test(
    "a quantity is written canonically",
    arguments: [
      ("0", "0"), ("1", "1"), ("+5", "+5"), ("-5", "-5"), ("1.5", "1500m"), ("0.1", "100m"), ("100m", "100m"),
      ("1000m", "1"), ("1500m", "1500m"), ("0.5Gi", "512Mi"), ("1.5Gi", "1536Mi"), ("1024Mi", "1Gi"),
      ("1000Mi", "1000Mi"),
      ("64Mi", "64Mi"), ("128974848", "128974848"), ("129e6", "129e6"), ("129M", "129M"), ("1000k", "1M"),
      ("1e3", "1e3"),
      ("1000e0", "1e3"), ("1E", "1E"), ("12E2", "1200"), ("0.5n", "1n"), ("1.5n", "2n"), ("0.1m", "100u"),
      ("512", "512"),
      ("1Ki", "1Ki"), ("0.5Ki", "512"), ("1.1Ki", "1126400m"), ("16Ei", "9223372036854775807"), ("100E", "100E"),
      (".", "0"),
      ("-", "0"), ("00012", "00012"), ("2.000", "2"), ("0.9Gi", "966367641600m"), ("1.234", "1.234"), ("0.234", "234m"),
    ])
  func aQuantityIsWrittenCanonically(_ text: String, canonical: String) throws {
    #expect(try Quantity(parsing: text).description == canonical)
  }

  @Test(
    "what is no quantity is refused",
    arguments: [
      ("", QuantityError.format), ("abc", .format), ("1 Mi", .format), ("1x", .format), ("1e5.5", .format),
      ("--1", .suffix),
      ("1mm", .suffix), ("1e", .suffix), ("1i", .suffix), ("1g", .format), ("1KI", .format),
      ("1e99999999999999999999", .suffix),
    ])
  func whatIsNoQuantityIsRefused(_ text: String, error: QuantityError) {
    #expect(throws: error) { try Quantity(parsing: text) }
  }

  @Test("values are rounded away from zero")
  func valuesAreRoundedAwayFromZero() throws {
    #expect(try Quantity(parsing: "1001m").value == 2)
    #expect(try Quantity(parsing: "-1001m").value == -2)
    #expect(try Quantity(parsing: "1.5").milliValue == 1500)
    #expect(try Quantity(parsing: "100n").milliValue == 1)
    #expect(try Quantity(parsing: "1Gi").value == 1 << 30)
    #expect(try Quantity(parsing: "100E").value == Int64.max)
  }

  @Test("sums keep the format of what is not zero")
  func sumsKeepTheFormatOfWhatIsNotZero() throws {
    let memory = try Quantity(parsing: "64Mi")
    #expect((memory + memory).description == "128Mi")
    #expect((Quantity.zero + memory).description == "64Mi")
    #expect((memory - memory).description == "0")
    #expect((Quantity(milli: 250) * 4).description == "1")
    #expect((-Quantity(3)).description == "-3")
  }

  @Test("amounts compare whatever their suffix")
  func amountsCompareWhateverTheirSuffix() throws {
    #expect(try Quantity(parsing: "1") == Quantity(parsing: "1000m"))
    #expect(try Quantity(parsing: "1Gi") > Quantity(parsing: "1G"))
    #expect(try Set([Quantity(parsing: "1k"), Quantity(parsing: "1000")]).count == 1)
  }

  @Test(
    "arithmetic on the largest amounts stops at the end of the range",
    arguments: ["9e99", "-9e2147483647", "1e-2147483648", "1e99999999999", String(repeating: "9", count: 500)])
  func arithmeticOnTheLargestAmountsStopsAtTheEndOfTheRange(_ text: String) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity + quantity + quantity >= quantity || quantity.sign < 0)
    #expect((quantity * Int64.max).description != "")
    #expect(!(quantity - (-quantity)).description.isEmpty)
  }

  @Test("JSON strings and numbers are quantities")
  func jsonStringsAndNumbersAreQuantities() {
    #expect(Quantity(.string(" 5 "))?.value == 5)
    #expect(Quantity(.integer(7))?.value == 7)
    #expect(Quantity(.double(0.5))?.milliValue == 500)
    #expect(Quantity(.bool(true)) == nil)
    #expect(Quantity(.string("lots")) == nil)
  }
}
