using System.Diagnostics;
using System.Text.Json.Nodes;
using FraudMl.Databricks.Double;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FraudMl.Conventions.Tests.Snippets;

/// <summary>What the notebook's Deploy cell does only in a workspace, run as it stands there in a process of its own.</summary>
public sealed class NotebookDeployTests : IDisposable
{
    private const string Model = "main.fraud.cards", Endpoint = "creditcard-fraud", Token = "token";

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-deploy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_Deploy_cell_deploys_the_champion_and_asks_its_endpoint()
    {
        await using DatabricksDouble workspace = await DatabricksDouble.StartAsync();
        workspace.Identity.PersonalTokens.Add(Token);
        workspace.Registry.Models[Model] = Registered(3);
        workspace.Serving.Registered.Add($"{Model}/3");
        workspace.Serving.BuildTime = TimeSpan.Zero;
        workspace.Serving.Score = (version, body) => new JsonObject
        {
            ["predictions"] = new JsonArray([.. body["dataframe_records"]!.AsArray().Select(row => new JsonObject
            {
                ["fraud_probability"] = row!["Amount"] is not null && version == "3" ? 0.375 : double.NaN, ["fraud_decision"] = 0,
            })]),
        };
        SyntheticTransactions.CreditCard(new() { RowCount = 300, FraudRatio = 0.05, Seed = 3 }).WriteCsv(Path.Combine(_folder, "rows.csv"));

        string printed = await RunAsync(workspace.Host);

        printed.ShouldContain("Ready");
        printed.ShouldContain($"Serving endpoint {Endpoint}");
        printed.Split("0.375").Length.ShouldBe(6);
        JsonNode served = workspace.Serving.All[Endpoint].Config!["served_entities"]![0]!;
        (served["entity_name"]!.GetValue<string>(), served["entity_version"]!.GetValue<string>()).ShouldBe((Model, "3"));
        workspace.Requests.ShouldAllBe(request => request.Status == 200 || request.Status == 404);
    }

    private static CatalogModelState Registered(int number) => new()
    {
        Versions = { [number] = new() { Number = number, Source = "", CreatedAt = default, Status = "READY" } },
        Aliases = { ["champion"] = number },
    };

    private static string WorkspaceBranch()
    {
        string script = File.ReadAllText(Repository.PathOf("samples", "DatabricksNotebook", "fraud.cs"));
        string cell = script.Split("// %% Deploy\n")[1].Split("\n// %%")[0];
        return CSharpSyntaxTree.ParseText(cell, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot().DescendantNodes()
            .OfType<IfStatementSyntax>().Single(branch => branch.Condition.ToString() == "!Work.IsLocal").Statement.ToString();
    }

    // It stands beside the assemblies of the tests, which it uses.
    private async Task<string> RunAsync(string host)
    {
        string here = AppContext.BaseDirectory, program = Path.Combine(here, $"deploy-{Guid.NewGuid():N}.dll");
        string tests = Path.Combine(here, typeof(NotebookDeployTests).Assembly.GetName().Name!);
        SnippetCompiler.Emit(NotebookCells.Part(WorkspaceBranch()), program);
        var start = new ProcessStartInfo("dotnet",
            ["exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json", program])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        (string Name, string Value)[] variables =
        [
            ("DATABRICKS_HOST", host), ("DATABRICKS_TOKEN", Token), ("FRAUDML_MODEL", Model), ("FRAUDML_WORK", _folder),
            ("FRAUDML_DATA", Path.Combine(_folder, "rows.csv")), ("FRAUDML_LOCAL", "0"), ("MLFLOW_TRACKING_URI", ""),
        ];
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        try
        {
            using Process running = Process.Start(start)!;
            Task<string> errors = running.StandardError.ReadToEndAsync();
            string printed = await running.StandardOutput.ReadToEndAsync();
            await running.WaitForExitAsync();
            running.ExitCode.ShouldBe(0, await errors);
            return printed;
        }
        finally
        {
            File.Delete(program);
        }
    }
}
