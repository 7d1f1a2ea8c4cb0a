using System.Text.Json;
using FraudMl.Sdk.Host.Building;
using FraudMl.Sdk.Host.Models;
using FraudMl.Sdk.Host.Records;
using FraudMl.Tracking;
using FraudMl.Tracking.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FraudMl.Sdk.Host.Tests.Records;

public sealed class RecordCodeTests
{
    // Names that a model may have, and a build must survive.
    private static readonly string[] Odd =
    [
        "Amount", "class", "risk score", "risk_score", "1st", "Payment", "ToString", "Clone", "\"; System.Environment.Exit(1); //",
        "\\u0022", "Größe", "a\nb", "", "EqualityContract",
    ];

    [Theory]
    [InlineData("Acme.Fraud", "Payment")]
    [InlineData("", "class")]
    public void Whatever_the_inputs_are_named_the_code_compiles(string space, string record)
    {
        using var folder = new TemporaryFolder();
        string[] kinds = ["number", "text", "timestamp"];
        var inputs = Odd.Select((name, index) => new { name, kind = kinds[index % 3] });
        Directory.CreateDirectory(folder.At("fraudml"));
        File.WriteAllText(folder.At("fraudml", "features.json"), JsonSerializer.Serialize(new { inputs }));
        string code = RecordCode.Of([Model(folder.Path, space, record)]);
        Errors(code).ShouldBeEmpty(code);
        code.ShouldContain("public required double? @Amount");
        code.ShouldContain("[global::FraudMl.RowNameAttribute(\"risk score\")]");
    }

    [Fact]
    public void A_renamed_column_does_not_compile()
    {
        using var folder = new TemporaryFolder();
        FraudModelPackage.Write(TestModels.Mixed().Model, folder.Path);
        string code = RecordCode.Of([Model(folder.Path, "Acme", "Payment")]);
        const string Use = "static class Use {{ public static object It => new Acme.Payment {{ {0} }}; }}";
        Errors(code + string.Format(null, Use, "Merchant = \"games\", V1 = 1, Amount = 3")).ShouldBeEmpty();
        Errors(code + string.Format(null, Use, "Shop = \"games\", V1 = 1, Amount = 3")).ShouldBe(["CS0117", "CS9035"], ignoreOrder: true);
    }

    private static RestoredModel Model(string folder, string space, string record) => new(
        new ModelItem("models:/cards@champion", null, record, space, true, new Place("Api.csproj")),
        new ModelFolder(folder, new LockedModel("cards", "1", new string('a', 64), new() { ["MLmodel"] = "" })),
        "cards", record);

    private static string[] Errors(string code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Generated", [CSharpSyntaxTree.ParseText(code)], references, options);
        return [.. compilation.GetDiagnostics().Where(problem => problem.Severity == DiagnosticSeverity.Error)
            .Select(problem => problem.Id)];
    }
}
