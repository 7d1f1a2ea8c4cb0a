namespace FraudMl.Conventions.Tests.Layering;

/// <summary>
/// The floors inside each package: a folder refers to folders of floors below its own only, and folders on one
/// floor do not know each other.
/// docs/architecture.md shows the picture.
/// </summary>
public sealed class FolderLayeringTests
{
    // From the top down; names on one line share a floor, and "." is what stands in no folder.
    private static readonly Dictionary<string, string> Floors = new()
    {
        ["FraudMl.Core"] = """
            Storage Trials
            Data
            Blends Catalogue Experiments Explanations Profiling Steps Windows
            Tuning
            Pipelines
            Validation
            Resampling
            Training
            Decisions
            Evaluation Models
            Calibration
            Expressions
            Rows
            Onnx
            Columns
            Numerics Options
            .
            """,
        ["FraudMl.MlNet"] = """
            Resampling Trainers
            Steps
            Models
            DataViews Onnx Training
            """,
        ["FraudMl.LightGbm"] = """
            Automatic
            Forest
            .
            Native Trees
            """,
        ["FraudMl.XGBoost"] = """
            .
            Native Trees
            """,
        ["FraudMl.AutoML"] = """
            Automatic
            Experiments Studies
            Pruning Trials Workers
            Events Journals
            Searching
            Plans
            """,
        ["FraudMl.Reporting"] = """
            .
            Notebooks Rendering
            Comparison Profile Progress
            Winner
            Charts Pages
            Embedded
            """,
        ["FraudMl.Mlflow"] = """
            Hosting Scoring
            .
            Http Runs Sqlite
            Creation Search Spool Webhooks
            Backends Filters
            Artifacts
            Areas
            Telemetry
            Addresses Wire
            Errors
            """,
        ["FraudMl.Databricks"] = """
            .
            Jobs Serving
            Tables Tracking Writing
            Registry Windows
            Artifacts
            Clouds Results Volumes
            Statements
            Workspaces
            Authentication
            Configuration Http
            Errors
            """,
        ["FraudMl.Mlflow.AspNetCore"] = """
            .
            Routes Security Webhooks
            Answers Requests
            """,
        ["FraudMl.Sdk.Host"] = """
            .
            Evaluating Records
            Models
            Building Names
            """,
        ["FraudMl.Tracking"] = """
            Hosting
            Observing
            Runs
            Datasets Models
            Packaging
            """,
        ["FraudMl.Tool"] = """
            .
            Commands
            Checks
            Apps Runs Stores
            Shell
            """,
        ["FraudMl.Testing"] = """
            Resamplers
            Trainers
            Leaks Parity
            Steps
            Contracts Stores
            """,
        ["FraudMl.Serving"] = """
            .
            Console
            Admin Descriptions Hosting OpenInference
            Auditing Monitoring
            Endpoints
            Challenging
            Reloading
            Scoring
            Fallback Velocity
            Observing Telemetry
            Requests
            Models
            Drift
            Files Logging Options
            """,
    };

    // Packages whose folders are features of one kind, each its own: any order without a circle will do.
    private static readonly string[] WithoutCircles = ["FraudMl.Imbalance", "FraudMl.Serving.Grpc"];

    public static TheoryData<string> Packages => [.. Floors.Keys];

    public static TheoryData<string> PackagesOfFeatures => [.. WithoutCircles];

    [Theory]
    [MemberData(nameof(Packages))]
    public void An_arrow_between_folders_runs_down(string package)
    {
        var graph = new FolderGraph(package);
        Dictionary<string, int> floors = Floors[package].Split('\n').Index()
            .SelectMany(floor => floor.Item.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(name => (name, floor.Index)))
            .ToDictionary(floor => floor.name, floor => floor.Index);
        graph.Folders.Where(folder => !floors.ContainsKey(folder))
            .Select(folder => $"{package}/{folder} is on no floor. Draw it in {nameof(FolderLayeringTests)}.").ShouldBeNone();
        graph.BoundShare.ShouldBeGreaterThan(0.97);
        graph.Arrows().Where(arrow => floors[arrow.From] >= floors[arrow.To])
            .Select(arrow => $"{package}/{arrow.File} refers to {arrow.Name} of {arrow.To}, which is not below {arrow.From}.")
            .ShouldBeNone();
    }

    [Theory]
    [MemberData(nameof(PackagesOfFeatures))]
    public void Folders_form_no_circle(string package)
    {
        var graph = new FolderGraph(package);
        ILookup<string, string> below = graph.Arrows().ToLookup(arrow => arrow.From, arrow => arrow.To);
        graph.Folders.Where(folder => Reaches(folder, folder, below, []))
            .Select(folder => $"{package}/{folder} is part of a circle of folders.").ShouldBeNone();
    }

    [Fact]
    public void Every_package_with_folders_has_its_picture() =>
        Conventions.Tests.Packages.All.Select(assembly => assembly.GetName().Name!).Except([.. Floors.Keys, .. WithoutCircles])
            .Where(package => Repository.Files(Path.Combine("src", package), "*.cs").Any())
            .Select(package => $"{package} has no floors. Draw them in {nameof(FolderLayeringTests)}.").ShouldBeNone();

    private static bool Reaches(string from, string to, ILookup<string, string> below, HashSet<string> seen) =>
        below[from].Any(next => next == to || (seen.Add(next) && Reaches(next, to, below, seen)));
}
