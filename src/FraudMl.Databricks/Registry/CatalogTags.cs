using System.Buffers;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Keys of tags as Unity Catalog takes them: it reserves <c>. , - = / :</c>, so that <c>fraudml.x</c> is <c>fraudml_x</c>
/// there.</summary>
internal static class CatalogTags
{
    private const string Ours = "fraudml.", Theirs = "fraudml_";

    private static readonly SearchValues<char> Reserved = SearchValues.Create(".,-=/:");

    /// <exception cref="MlflowException">Thrown when the catalog would refuse it.</exception>
    public static string KeyOf(string key)
    {
        string written = key.StartsWith(Ours, StringComparison.Ordinal) ? Theirs + key[Ours.Length..] : key;
        return written.AsSpan().IndexOfAny(Reserved) < 0 ? written : throw MlflowException.Invalid(
            $"Unity Catalog takes no key of a tag with one of . , - = / : in it. Got '{key}' instead; write an underscore.");
    }

    public static IReadOnlyList<MlflowTag> Written(IReadOnlyList<MlflowTag> tags) =>
        [.. tags.Select(tag => new MlflowTag(KeyOf(tag.Key), tag.Value))];

    public static IReadOnlyList<MlflowTag> Read(IReadOnlyList<MlflowTag>? tags) => [.. (tags ?? []).Select(tag =>
        tag.Key.StartsWith(Theirs, StringComparison.Ordinal) ? new MlflowTag(Ours + tag.Key[Theirs.Length..], tag.Value) : tag)];
}
