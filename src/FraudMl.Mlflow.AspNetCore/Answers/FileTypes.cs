using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace FraudMl.Mlflow;

/// <summary>How files are announced: what people read is plain text, nothing is opened by a browser on its own.</summary>
internal static class FileTypes
{
    private static readonly FileExtensionContentTypeProvider _types = new();

    private static readonly FrozenSet<string> _texts = FrozenSet.ToFrozenSet(
        ["cfg", "cnf", "conf", "csv", "err", "ini", "js", "json", "log", "md", "out", "properties", "py", "rst", "toml", "tsv", "txt",
            "xml", "yaml", "yml"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> _textNames = FrozenSet.ToFrozenSet(["MLmodel", "MLproject"]);

    public static string Of(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        string extension = Path.GetExtension(name).TrimStart('.');
        if (_textNames.Contains(name) || extension.Length > 0 && _texts.Contains(extension))
            return "text/plain";
        return _types.TryGetContentType(name, out string? type) ? type : "application/octet-stream";
    }

    /// <summary>Returns the header with the file's name, in both of its forms when the name is not plain ASCII.</summary>
    public static string Disposition(string path)
    {
        var header = new ContentDispositionHeaderValue("attachment");
        string name = path[(path.LastIndexOf('/') + 1)..];
        if (name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            header.FileName = name;
        else
            header.SetHttpFileName(name);
        return header.ToString();
    }
}
