using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace FraudMl.Analyzers.Tests;

/// <summary>A user's code, compiled with the analyzers and the generator.</summary>
internal static class Code
{
    public static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14);

    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;
        global using FraudMl; global using FraudMl.Data; global using FraudMl.Pipelines; global using FraudMl.Resampling;
        global using FraudMl.Training; global using FraudMl.Steps; global using FraudMl.Evaluations;
        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("FraudMl.Analyzers", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    public static CSharpCompilation Compile(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, Parse, "User.cs");
        bool isProgram = tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        return CSharpCompilation.Create("User", [CSharpSyntaxTree.ParseText(Usings, Parse, "Usings.cs"), tree], References,
            new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Returns the code with what the generator adds to it.</summary>
    public static Compilation Generate(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create([new RowGenerator().AsSourceGenerator()], parseOptions: Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return output;
    }

    /// <summary>Returns what the analyzers tell, in order: the number, and the code that it is told of.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> MistakesAsync(string code)
    {
        Compilation compilation = Generate(Compile(code));
        compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found =>
            found.ToString()).ShouldBeEmpty(code);
        return await ToldAsync(compilation);
    }

    /// <summary>Returns what the analyzers tell of code that need not compile.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> ToldAsync(Compilation compilation)
    {
        ImmutableArray<Diagnostic> told = await compilation.WithAnalyzers([new RowAnalyzer(),
            new MistakeAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        told.Where(diagnostic => diagnostic.Id == "AD0001").Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();
        return [.. told.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Returns a diagnostic as <c>FRAUD001 train</c>.</summary>
    public static string Text(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText(default).ToString(diagnostic.Location.SourceSpan)}";

    public static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>Applies the fix of a diagnostic as an editor does.</summary>
    public static async Task<string> MendAsync(string code, Diagnostic diagnostic)
    {
        using var workspace = new AdhocWorkspace();
        Document document = workspace.AddProject("User", LanguageNames.CSharp).AddDocument("User.cs", SourceText.From(code));
        var actions = new List<CodeAction>();
        var fixes = new MistakeFixes();
        fixes.FixableDiagnosticIds.ShouldContain(diagnostic.Id);
        await fixes.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) =>
            actions.Add(action), CancellationToken.None));
        ImmutableArray<CodeActionOperation> operations = await actions.ShouldHaveSingleItem().GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
