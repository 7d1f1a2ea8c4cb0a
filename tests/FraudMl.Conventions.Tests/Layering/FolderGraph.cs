using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FraudMl.Conventions.Tests.Layering;

/// <summary>The references between the first-level folders of a package, by what the compiler binds each name to.</summary>
internal sealed class FolderGraph
{
    /// <summary>What stands in no folder.</summary>
    public const string Root = ".";

    // What the build imports: the SDK's own and the namespaces of FraudMl.Core.
    private static readonly string GlobalUsings = string.Concat(
        new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
            "System.Threading.Tasks" }
            .Concat(typeof(Dataset).Assembly.GetExportedTypes().Select(type => type.Namespace!).Distinct())
            .Select(name => $"global using {name};"));

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    public FolderGraph(string package)
    {
        _root = Repository.PathOf("src", package);
        IEnumerable<SyntaxTree> sources = Repository.Files(_root, "*.cs")
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parse, path));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != package).Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            package, [.. sources, CSharpSyntaxTree.ParseText(GlobalUsings, Parse)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The folders that hold code.</summary>
    public IEnumerable<string> Folders => Trees.Select(tree => FolderOf(tree.FilePath)).Distinct();

    private IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    /// <summary>The share of the names that the compiler can bind; what generated code declares, it can't.</summary>
    public double BoundShare => Trees.AsParallel().SelectMany(tree =>
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Select(name => IsBound(model, name) ? 1.0 : 0).ToArray();
    }).Average();

    /// <summary>Returns every reference from a file to something that another folder declares.</summary>
    public IEnumerable<Arrow> Arrows() => Trees.AsParallel().AsOrdered().SelectMany(ArrowsFrom).Distinct();

    private IEnumerable<Arrow> ArrowsFrom(SyntaxTree tree)
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        string from = FolderOf(tree.FilePath);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name).Symbol is not { } symbol || DeclaredAt(symbol) is not { Length: > 0 } files) continue;
            if (files.Any(file => FolderOf(file) == from)) continue;
            yield return new Arrow(from, FolderOf(files[0]), Path.GetRelativePath(_root, tree.FilePath), symbol.Name);
        }
    }

    private static bool IsBound(SemanticModel model, SimpleNameSyntax name) =>
        model.GetSymbolInfo(name) is { Symbol: not null } or { CandidateSymbols.Length: > 0 }
            || name.Identifier.Text is "var" or "nameof" or "_" or "field";

    private static string[] DeclaredAt(ISymbol symbol)
    {
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol) return [];
        if (symbol is IMethodSymbol { ReducedFrom: { } reduced }) symbol = reduced;
        symbol = symbol.OriginalDefinition;
        IEnumerable<SyntaxReference> places = symbol.DeclaringSyntaxReferences;
        if (!places.Any() && symbol.ContainingType is { } owner) places = owner.OriginalDefinition.DeclaringSyntaxReferences;
        return [.. places.Select(place => place.SyntaxTree.FilePath).Where(path => path.Length > 0)];
    }

    private string FolderOf(string path)
    {
        string relative = Path.GetRelativePath(_root, path);
        int end = relative.IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return end < 0 ? Root : relative[..end];
    }

    /// <summary>A reference between folders.</summary>
    /// <param name="From">The folder that refers.</param>
    /// <param name="To">The folder that declares.</param>
    /// <param name="File">The file that refers.</param>
    /// <param name="Name">What it refers to.</param>
    public sealed record Arrow(string From, string To, string File, string Name);
}
