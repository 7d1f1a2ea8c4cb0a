namespace FraudMl.Conventions.Tests.Layering;

/// <summary>Arrows between packages point down only; this table is the picture.</summary>
public sealed class LayeringTests
{
    private const string Core = "FraudMl.Core";
    private const string Mlflow = "FraudMl.Mlflow";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Core] = [],
        [Mlflow] = [],
        ["FraudMl.Imbalance"] = [Core],
        ["FraudMl.MlNet"] = [Core],
        ["FraudMl.LightGbm"] = [Core],
        ["FraudMl.XGBoost"] = [Core],
        ["FraudMl.AutoML"] = [Core],
        ["FraudMl.Reporting"] = [Core],
        ["FraudMl.Databricks"] = [Core, Mlflow],
        ["FraudMl.Mlflow.AspNetCore"] = [Mlflow],
        ["FraudMl.Tracking"] = [Core, Mlflow],
        ["FraudMl.Serving"] = ["FraudMl.Tracking"],
        ["FraudMl.Serving.Grpc"] = ["FraudMl.Serving"],
        ["FraudMl"] = [Core, Mlflow, "FraudMl.Imbalance", "FraudMl.LightGbm", "FraudMl.XGBoost", "FraudMl.MlNet", "FraudMl.AutoML",
            "FraudMl.Reporting", "FraudMl.Tracking"],
        ["FraudMl.Tool"] = ["FraudMl.Serving", "FraudMl.Mlflow.AspNetCore", "FraudMl.Reporting", "FraudMl.Databricks", "FraudMl.XGBoost"],
        ["FraudMl.Testing"] = [Core, Mlflow],
        // Runs in the compiler; FraudMl.Core's package carries it and does not know it.
        ["FraudMl.Analyzers"] = [],
        ["FraudMl.Sdk.Host"] = ["FraudMl.Databricks", "FraudMl.Tracking"],
        ["FraudMl.Sdk"] = ["FraudMl.Sdk.Host"],
        ["FraudMl.Templates"] = [],
    };

    // The tool names the natives of SkiaSharp to leave them out.
    // A heavy or hosting dependency has one home; everybody else would drag it into scoring containers.
    private static readonly (string Prefix, string[] Homes)[] Confined =
    [
        ("ScottPlot", ["FraudMl.Reporting"]),
        ("SkiaSharp", ["FraudMl.Reporting", "FraudMl.Tool"]),
        ("Plotly", ["FraudMl.Reporting"]),
        ("Microsoft.AspNetCore", ["FraudMl.Serving", "FraudMl.Serving.Grpc", "FraudMl.Mlflow.AspNetCore", "FraudMl.Tool"]),
        ("Grpc.AspNetCore", ["FraudMl.Serving.Grpc"]),
        ("Microsoft.CodeAnalysis", ["FraudMl.Analyzers"]),
        ("Microsoft.ML", ["FraudMl.MlNet", "FraudMl.Testing"]),
        ("Refit", [Mlflow, "FraudMl.Databricks"]),
    ];

    [Fact]
    public void Packages_reference_only_what_the_design_allows() => ProjectFile.In("src").SelectMany(Broken).ShouldBeNone();

    [Fact]
    public void Heavy_dependencies_stay_in_their_package() =>
        (from project in ProjectFile.In("src")
         from package in project.Packages.Concat(project.Frameworks)
         from rule in Confined
         where package.StartsWith(rule.Prefix, StringComparison.Ordinal) && !rule.Homes.Contains(project.Name)
         select $"{project.Name} references {package}, which belongs to {string.Join(" or ", rule.Homes)} only.").ShouldBeNone();

    [Theory]
    [InlineData("samples")]
    [InlineData("templates")]
    [InlineData("benchmarks")]
    public void What_stands_above_the_packages_references_only_src_and_its_own_folder(string folder) =>
        (from project in ProjectFile.In(folder)
         from reference in project.Projects
         where !reference.StartsWith("src/", StringComparison.Ordinal) && !reference.StartsWith($"{folder}/", StringComparison.Ordinal)
         // What stands in for a server can be measured against.
         where folder != "benchmarks" || !reference.EndsWith(".Double.csproj", StringComparison.Ordinal)
         select $"{project.RelativePath} references {reference}; {folder} may use projects of src and {folder} only.").ShouldBeNone();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Repository.PathOf("FraudMl.Sdk.sln")).Replace('\\', '/');
        new[] { "build", "src", "tests", "samples", "benchmarks" }.SelectMany(ProjectFile.In)
            .Where(project => !solution.Contains(project.RelativePath, StringComparison.Ordinal))
            .Select(project => $"{project.RelativePath} is not in the solution. Add it: dotnet sln add {project.RelativePath}")
            .ShouldBeNone();
    }

    private static IEnumerable<string> Broken(ProjectFile project)
    {
        if (!Allowed.TryGetValue(project.Name, out string[]? allowed))
            return [$"{project.Name} is not in the picture of the packages. Draw its arrows in {nameof(LayeringTests)}."];
        return project.Projects.Select(reference => Path.GetFileNameWithoutExtension(reference))
            .Where(target => !allowed.Contains(target))
            .Select(target => $"{project.Name} must not reference {target}; it may "
                + $"reference {(allowed.Length == 0 ? "no other package" : string.Join(", ", allowed))}.");
    }
}
