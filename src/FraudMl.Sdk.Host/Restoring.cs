using System.Text;
using FraudMl.Sdk.Host.Building;
using FraudMl.Sdk.Host.Models;
using FraudMl.Sdk.Host.Records;

namespace FraudMl.Sdk.Host;

/// <summary>Brings the models of a project by its lock file, and writes which files they are and which records they take.</summary>
internal static class Restoring
{
    /// <summary>Returns what is wrong; nothing is written then.</summary>
    /// <param name="request">The items, the lock file and the cache.</param>
    /// <param name="isUpdate">Whether the store is asked anew, and the lock file may change.</param>
    /// <param name="output">Gets what has changed.</param>
    public static async Task<IReadOnlyList<BuildError>> RunAsync(Request request, bool isUpdate, TextWriter output)
    {
        IReadOnlyList<ModelItem> items = ModelItem.Of(request);
        var locked = LockFile.Read(request.LockFile);
        var errors = new List<BuildError>();
        var restored = new List<RestoredModel>();
        using (var store = new Store())
        {
            var source = new ModelSource(request, locked, new ModelCache(request.Cache), store, isUpdate, output);
            foreach (ModelItem item in items)
            {
                try
                {
                    restored.Add(RestoredModel.Of(item, await source.FindAsync(item).ConfigureAwait(false), restored));
                }
                catch (BuildError error)
                {
                    errors.Add(error);
                }
            }
        }

        if (errors.Count > 0) return errors;
        if (isUpdate) locked.Keep([.. items.Select(item => item.Uri)]);
        locked.Save();
        Write(request.Output, restored);
        return [];
    }

    private static void Write(string folder, List<RestoredModel> restored)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "FraudMlModels.g.cs"), RecordCode.Of(restored), new UTF8Encoding(false));
        // The last one: its time is that of the whole.
        File.WriteAllLines(Path.Combine(folder, "files.txt"), restored.SelectMany(model => model.Lines()));
    }
}
