// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// What is told by files, and patches.
  static let files: [String: HelpPage] = [
    "kubectl diff": HelpPage(
      "Diff the live version against a would-be applied version",
      usage: "-f FILENAME [options]",
      details: """
        Diff configurations specified by file name or stdin between the current online configuration, and the configuration as it would be if applied.

         The output is always YAML.

         KUBECTL_EXTERNAL_DIFF environment variable can be used to select your own diff command. Users can use external commands with params too, example: KUBECTL_EXTERNAL_DIFF="colordiff -N -u"

         By default, the "diff" command available in your path will be run with the "-u" (unified diff) and "-N" (treat absent files as empty) options.

         Exit status: 0 No differences were found. 1 Differences were found. >1 Kubectl or diff failed with an error.

         Note: KUBECTL_EXTERNAL_DIFF, if used, is expected to follow that convention.
        """,
      examples: """
        # Diff resources included in pod.json
        kubectl diff -f pod.json

        # Diff file read from stdin
        cat service.yaml | kubectl diff -f -
        """),
    "kubectl apply": HelpPage(
      "Apply a configuration to a resource by file name or stdin",
      usage: "(-f FILENAME | -k DIRECTORY) [options]",
      details: """
        Apply a configuration to a resource by file name or stdin. The resource name must be specified. This resource will be created if it doesn't exist yet. To use 'apply', always create the resource initially with either 'apply' or 'create --save-config'.

         JSON and YAML formats are accepted.

         Alpha Disclaimer: the --prune functionality is not yet complete. Do not use unless you are aware of what the current state is. See https://issues.k8s.io/34274.
        """,
      examples: """
        # Apply the configuration in pod.json to a pod
        kubectl apply -f ./pod.json

        # Apply resources from a directory containing kustomization.yaml - e.g. dir/kustomization.yaml
        kubectl apply -k dir/

        # Apply the JSON passed into stdin to a pod
        cat pod.json | kubectl apply -f -

        # Apply the configuration from all files that end with '.json'
        kubectl apply -f '*.json'

        # Note: --prune is still in Alpha
        # Apply the configuration in manifest.yaml that matches label app=nginx and delete all other resources that are not in the file and match label app=nginx
        kubectl apply --prune -f manifest.yaml -l app=nginx

        # Apply the configuration in manifest.yaml and delete all the other config maps that are not in the file
        kubectl apply --prune -f manifest.yaml --all --prune-allowlist=core/v1/ConfigMap
        """),
    "kubectl apply edit-last-applied": HelpPage(
      "Edit latest last-applied-configuration annotations of a resource/object",
      usage: "(RESOURCE/NAME | -f FILENAME) [options]",
      details: """
        Edit the latest last-applied-configuration annotations of resources from the default editor.

         The edit-last-applied command allows you to directly edit any API resource you can retrieve via the command-line tools. It will open the editor defined by your KUBE_EDITOR, or EDITOR environment variables, or fall back to 'vi' for Linux or 'notepad' for Windows. You can edit multiple objects, although changes are applied one at a time. The command accepts file names as well as command-line arguments, although the files you point to must be previously saved versions of resources.

         The default format is YAML. To edit in JSON, specify "-o json".

         The flag --windows-line-endings can be used to force Windows line endings, otherwise the default for your operating system will be used.

         In the event an error occurs while updating, a temporary file will be created on disk that contains your unapplied changes. The most common error when updating a resource is another editor changing the resource on the server. When this occurs, you will have to apply your changes to the newer version of the resource, or update your temporary saved copy to include the latest resource version.
        """,
      examples: """
        # Edit the last-applied-configuration annotations by type/name in YAML
        kubectl apply edit-last-applied deployment/nginx

        # Edit the last-applied-configuration annotations by file in JSON
        kubectl apply edit-last-applied -f deploy.yaml -o json
        """),
    "kubectl apply set-last-applied": HelpPage(
      "Set the last-applied-configuration annotation on a live object to match the contents of a file",
      usage: "-f FILENAME [options]",
      details: """
        Set the latest last-applied-configuration annotations by setting it to match the contents of a file. This results in the last-applied-configuration being updated as though 'kubectl apply -f<file> ' was run, without updating any other parts of the object.
        """,
      examples: """
        # Set the last-applied-configuration of a resource to match the contents of a file
        kubectl apply set-last-applied -f deploy.yaml

        # Execute set-last-applied against each configuration file in a directory
        kubectl apply set-last-applied -f path/

        # Set the last-applied-configuration of a resource to match the contents of a file; will create the annotation if it does not already exist
        kubectl apply set-last-applied -f deploy.yaml --create-annotation=true
        """),
    "kubectl apply view-last-applied": HelpPage(
      "View the latest last-applied-configuration annotations of a resource/object",
      usage: "(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME) [options]",
      details: """
        View the latest last-applied-configuration annotations by type/name or file.

         The default output will be printed to stdout in YAML format. You can use the -o option to change the output format.
        """,
      examples: """
        # View the last-applied-configuration annotations by type/name in YAML
        kubectl apply view-last-applied deployment/nginx

        # View the last-applied-configuration annotations by file in JSON
        kubectl apply view-last-applied -f deploy.yaml -o json
        """),
    "kubectl patch": HelpPage(
      "Update fields of a resource",
      usage: "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]",
      details: """
        Update fields of a resource using strategic merge patch, a JSON merge patch, or a JSON patch.

         JSON and YAML formats are accepted.

         Note: Strategic merge patch is not supported for custom resources.
        """,
      examples: #"""
        # Partially update a node using a strategic merge patch, specifying the patch as JSON
        kubectl patch node k8s-node-1 -p '{"spec":{"unschedulable":true}}'

        # Partially update a node using a strategic merge patch, specifying the patch as YAML
        kubectl patch node k8s-node-1 -p $'spec:\n unschedulable: true'

        # Partially update a node identified by the type and name specified in "node.json" using strategic merge patch
        kubectl patch -f node.json -p '{"spec":{"unschedulable":true}}'

        # Update a container's image; spec.containers[*].name is required because it's a merge key
        kubectl patch pod valid-pod -p '{"spec":{"containers":[{"name":"kubernetes-serve-hostname","image":"new image"}]}}'

        # Update a container's image using a JSON patch with positional arrays
        kubectl patch pod valid-pod --type='json' -p='[{"op": "replace", "path": "/spec/containers/0/image", "value":"new image"}]'

        # Update a deployment's replicas through the 'scale' subresource using a merge patch
        kubectl patch deployment nginx-deployment --subresource='scale' --type='merge' -p '{"spec":{"replicas":2}}'
        """#),
    "kubectl replace": HelpPage(
      "Replace a resource by file name or stdin",
      usage: "-f FILENAME [options]",
      details: """
        Replace a resource by file name or stdin.

         JSON and YAML formats are accepted. If replacing an existing resource, the complete resource spec must be provided. This can be obtained by

                $ kubectl get TYPE NAME -o yaml
        """,
      examples: #"""
        # Replace a pod using the data in pod.json
        kubectl replace -f ./pod.json

        # Replace a pod based on the JSON passed into stdin
        cat pod.json | kubectl replace -f -

        # Update a single-container pod's image version (tag) to v4
        kubectl get pod mypod -o yaml | sed 's/\(image: myimage\):.*$/\1:v4/' | kubectl replace -f -

        # Force replace, delete and then re-create the resource
        kubectl replace --force -f ./pod.json
        """#),
    "kubectl wait": HelpPage(
      "Experimental: Wait for a specific condition on one or many resources",
      usage: "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
      details: """
        Experimental: Wait for a specific condition on one or many resources.

         The command takes multiple resources and waits until the specified condition is seen in the Status field of every given resource.

         Alternatively, the command can wait for the given set of resources to be created or deleted by providing the "create" or "delete" keyword as the value to the --for flag.

         A successful message will be printed to stdout indicating when the specified condition has been met. You can use -o option to change to output destination.
        """,
      examples: """
        # Wait for the pod "busybox1" to contain the status condition of type "Ready"
        kubectl wait --for=condition=Ready pod/busybox1

        # The default value of status condition is true; you can wait for other targets after an equal delimiter (compared after Unicode simple case folding, which is a more general form of case-insensitivity)
        kubectl wait --for=condition=Ready=false pod/busybox1

        # Wait for the pod "busybox1" to contain the status phase to be "Running"
        kubectl wait --for=jsonpath='{.status.phase}'=Running pod/busybox1

        # Wait for pod "busybox1" to be Ready
        kubectl wait --for='jsonpath={.status.conditions[?(@.type=="Ready")].status}=True' pod/busybox1

        # Wait for the service "loadbalancer" to have ingress
        kubectl wait --for=jsonpath='{.status.loadBalancer.ingress}' service/loadbalancer

        # Wait for the secret "busybox1" to be created, with a timeout of 30s
        kubectl create secret generic busybox1
        kubectl wait --for=create secret/busybox1 --timeout=30s

        # Wait for the pod "busybox1" to be deleted, with a timeout of 60s, after having issued the "delete" command
        kubectl delete pod/busybox1
        kubectl wait --for=delete pod/busybox1 --timeout=60s
        """),
    "kubectl kustomize": HelpPage(
      "Build a kustomization target from a directory or URL",
      usage: "DIR [flags] [options]",
      details: """
        Build a set of KRM resources using a 'kustomization.yaml' file. The DIR argument must be a path to a directory containing 'kustomization.yaml', or a git repository URL with a path suffix specifying same with respect to the repository root. If DIR is omitted, '.' is assumed.
        """,
      examples: """
        # Build the current working directory
        kubectl kustomize

        # Build some shared configuration directory
        kubectl kustomize /home/config/production

        # Build from github
        kubectl kustomize https://github.com/kubernetes-sigs/kustomize.git/examples/helloWorld?ref=v1.0.6
        """),
  ]
}
