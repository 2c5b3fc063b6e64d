// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Labels, access and settings.
  static let settingsMore: [String: HelpPage] = [
    "kubectl config set-credentials": HelpPage(
      "Set a user entry in kubeconfig",
      usage: "NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password] [--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] [--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value] [options]",
      details: """
        Set a user entry in kubeconfig.

         Specifying a name that already exists will merge new fields on top of existing values.

                Client-certificate flags:
                --client-certificate=certfile --client-key=keyfile
                
                Bearer token flags:
                --token=bearer_token
                
                Basic auth flags:
                --username=basic_user --password=basic_password
                
         Bearer token and basic auth are mutually exclusive.
        """,
      examples: """
        # Set only the "client-key" field on the "cluster-admin"
        # entry, without touching other values
        kubectl config set-credentials cluster-admin --client-key=~/.kube/admin.key

        # Set basic auth for the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --username=admin --password=uXFGweU9l35qcif

        # Embed client certificate data in the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --client-certificate=~/.kube/admin.crt --embed-certs=true

        # Enable the Google Compute Platform auth provider for the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --auth-provider=gcp

        # Enable the OpenID Connect auth provider for the "cluster-admin" entry with additional arguments
        kubectl config set-credentials cluster-admin --auth-provider=oidc --auth-provider-arg=client-id=foo --auth-provider-arg=client-secret=bar

        # Remove the "client-secret" config value for the OpenID Connect auth provider for the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --auth-provider=oidc --auth-provider-arg=client-secret-

        # Enable new exec auth plugin for the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --exec-command=/path/to/the/executable --exec-api-version=client.authentication.k8s.io/v1beta1

        # Enable new exec auth plugin for the "cluster-admin" entry with interactive mode
        kubectl config set-credentials cluster-admin --exec-command=/path/to/the/executable --exec-api-version=client.authentication.k8s.io/v1beta1 --exec-interactive-mode=Never

        # Define new exec auth plugin arguments for the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --exec-arg=arg1 --exec-arg=arg2

        # Create or update exec auth plugin environment variables for the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --exec-env=key1=val1 --exec-env=key2=val2

        # Remove exec auth plugin environment variables for the "cluster-admin" entry
        kubectl config set-credentials cluster-admin --exec-env=var-to-remove-
        """),
    "kubectl config unset": HelpPage(
      "Unset an individual value in a kubeconfig file",
      usage: "PROPERTY_NAME [options]",
      details: """
        Unset an individual value in a kubeconfig file.

         PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a map key.  Map keys may not contain dots.
        """,
      examples: """
        # Unset the current-context
        kubectl config unset current-context

        # Unset namespace in foo context
        kubectl config unset contexts.foo.namespace
        """),
    "kubectl config use-context": HelpPage(
      "Set the current-context in a kubeconfig file",
      usage: "CONTEXT_NAME [options]",
      examples: """
        # Use the context for the minikube cluster
        kubectl config use-context minikube
        """),
    "kubectl config view": HelpPage(
      "Display merged kubeconfig settings or a specified kubeconfig file",
      details: """
        Display merged kubeconfig settings or a specified kubeconfig file.

         You can use --output jsonpath={...} to extract specific values using a jsonpath expression.
        """,
      examples: """
        # Show merged kubeconfig settings
        kubectl config view

        # Show merged kubeconfig settings, raw certificate data, and exposed secrets
        kubectl config view --raw

        # Get the password for the e2e user
        kubectl config view -o jsonpath='{.users[?(@.name == "e2e")].user.password}'
        """),
    "kubectl plugin": HelpPage(
      "Provides utilities for interacting with plugins",
      details: """
        Provides utilities for interacting with plugins.

         Plugins provide extended functionality that is not part of the major command-line distribution. Please refer to the documentation and examples for more information about how write your own plugins.

         The easiest way to discover and install plugins is via the kubernetes sub-project krew: [krew.sigs.k8s.io]. To install krew, visit https://krew.sigs.k8s.io/docs/user-guide/setup/install
        """,
      examples: """
        # List all available plugins
        kubectl plugin list

        # List only binary names of available plugins without paths
        kubectl plugin list --name-only
        """),
    "kubectl plugin list": HelpPage(
      "List all visible plugin executables on a user's PATH",
      details: """
        List all available plugin files on a user's PATH. To see plugins binary names without the full path use --name-only flag.

         Available plugin files are those that are: - executable - anywhere on the user's PATH - begin with "kubectl-"
        """,
      examples: """
        # List all available plugins
        kubectl plugin list

        # List only binary names of available plugins without paths
        kubectl plugin list --name-only
        """),
  ]
}
