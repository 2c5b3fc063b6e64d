/// All of the API's routes.
package enum APIRoutes {
  static let root = "/api/v1"

  package static let all =
    AccountRoutes.all + TeamRoutes.all + RunRoutes.all + BoardRoutes.all + CompetitionRoutes.all + OrganiserRoutes.all
    + AdminRoutes.all + ServerRoutes.all
}
