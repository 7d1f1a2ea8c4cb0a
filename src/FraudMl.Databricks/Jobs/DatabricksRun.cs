namespace FraudMl;

/// <summary>A one-time run: a notebook, a Python script, or a .NET app, and what it runs on.</summary>
public sealed record DatabricksRun
{
    // What Databricks allows.
    private const int LongestToken = 64;

    /// <value>What the list of runs calls it.</value>
    public required string Name { get; init; }

    /// <value>A notebook of the workspace, such as <c>/Workspace/Shared/fraud/train</c>. One of this, <see cref="PythonFile"/> and
    /// <see cref="App"/> is set.</value>
    public string? Notebook { get; init; }

    /// <value>A Python script in the workspace, such as <c>/Workspace/Shared/fraud/train.py</c>, or in the cloud's storage.</value>
    public string? PythonFile { get; init; }

    /// <value>A .NET app that was published into a volume; it needs <see cref="ClusterId"/> or <see cref="NewCluster"/>.</value>
    public DatabricksApp? App { get; init; }

    /// <value>The parameters of a notebook, which its widgets read. Default: none.</value>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <value>The arguments of a script or an app; they are told in the workspace, so no secret belongs here. Default: none.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>The cluster that it runs on. Default: none, so that it runs serverless.</value>
    public string? ClusterId { get; init; }

    /// <value>A cluster of one machine that is made for it and ended with it. Default: none, so that it runs serverless.</value>
    public DatabricksRunCluster? NewCluster { get; init; }

    /// <value>The version of the serverless environment of scripts. Default <c>4</c>.</value>
    public string EnvironmentVersion { get; init; } = "4";

    /// <value>Says which run it is, at most 64 characters: submitted again with the same token, by any process, it is the run that is there
    /// already. Default: a new one, so that each call is a run, once, however often its request is sent.</value>
    public string? IdempotencyToken { get; init; }

    /// <value>After how long Databricks ends it, above zero. Default: never.</value>
    public TimeSpan? Timeout { get; init; }

    /// <value>Hears of each change of what goes on. Default: nobody.</value>
    public Action<DatabricksRunProgress>? OnProgress { get; init; }

    /// <summary>Returns the name; arguments and parameters are left out.</summary>
    public override string ToString() => $"run '{Name}'";

    /// <summary>Returns everything that is wrong, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (string problem in App?.Problems() ?? []) yield return "App." + problem;
        foreach (string problem in NewCluster?.Problems() ?? []) yield return "NewCluster." + problem;
        if (string.IsNullOrWhiteSpace(Name)) yield return "Name must not be blank.";
        if (new object?[] { Notebook, PythonFile, App }.Count(what => what is not null) != 1)
            yield return "One of Notebook, PythonFile and App must be set, and only one.";
        if (Notebook is null && Parameters.Count > 0) yield return "Parameters are those of a notebook. Give a script or an app Arguments.";
        if (Notebook is not null && Arguments.Count > 0)
            yield return "Arguments are those of a script or an app. Give a notebook Parameters.";
        if (ClusterId is not null && NewCluster is not null) yield return "ClusterId and NewCluster must not both be set.";
        if (App is not null && ClusterId is null && NewCluster is null) yield return "App needs ClusterId or NewCluster.";
        if (IdempotencyToken is { Length: 0 or > LongestToken })
            yield return $"IdempotencyToken must have 1 to {LongestToken} characters. Got {IdempotencyToken.Length} instead.";
        if (Timeout <= TimeSpan.Zero) yield return $"Timeout must be above zero. Got {Timeout} instead.";
    }
}

/// <summary>A .NET app in a volume, published with its runtime: <c>dotnet publish -r linux-x64 --self-contained</c>.</summary>
public sealed record DatabricksApp
{
    /// <value>The folder, such as <c>/Volumes/main/fraud/apps/trainer</c>.</value>
    public required string Folder { get; init; }

    /// <value>The program in it, such as <c>Trainer</c>.</value>
    public required string Program { get; init; }

    /// <summary>Returns everything that is wrong, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!Folder.StartsWith("/Volumes/", StringComparison.Ordinal))
            yield return $"Folder must begin with /Volumes/. Got '{Folder}' instead.";
        if (string.IsNullOrWhiteSpace(Program) || Program.Contains('/', StringComparison.Ordinal))
            yield return $"Program must be the name of a file in the folder. Got '{Program}' instead.";
    }
}

/// <summary>A cluster of one machine.</summary>
public sealed record DatabricksRunCluster
{
    /// <value>The runtime, such as <c>16.4.x-scala2.12</c>.</value>
    public required string SparkVersion { get; init; }

    /// <value>The machine, such as <c>m5d.2xlarge</c> or <c>Standard_D8ds_v5</c>.</value>
    public required string NodeType { get; init; }

    /// <value>Environment variables and the secrets that they get, as <c>scope/key</c>. Databricks fills them in; no secret passes through
    /// here. DATABRICKS_HOST is this workspace's. Default: none.</value>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Returns machine and runtime.</summary>
    public override string ToString() => $"{NodeType}, {SparkVersion}";

    /// <summary>Returns everything that is wrong, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(SparkVersion)) yield return "SparkVersion must not be blank.";
        if (string.IsNullOrWhiteSpace(NodeType)) yield return "NodeType must not be blank.";
        foreach ((string variable, string secret) in Secrets)
        {
            if (secret.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
                yield return $"Secrets must name a secret as scope/key. {variable} does not.";
        }
    }
}
