using System.Text.Json;
using FraudMl;

// ScoringApp FOLDER: loads each saved model of the folder and scores its rows as a dataset, and the first one as values by name and as an
// object. Prints how many models gave the scores they were saved with; any other score ends it with 1.
int modelCount = 0, toTheBit = 0;
foreach (string file in Directory.EnumerateFiles(args[0], "*.fraudml").Order(StringComparer.Ordinal))
{
    string name = Path.GetFileNameWithoutExtension(file);
    using FileStream stream = File.OpenRead(file);
    FraudModel model = FraudModel.Load(stream);
    using JsonDocument saved = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(file, ".json")));
    Dataset rows = SavedRows.Of(saved.RootElement.GetProperty("Rows"));
    double[] expected = [.. saved.RootElement.GetProperty("Probabilities").EnumerateArray().Select(SavedRows.Number)];
    double[] scored = model.Score(rows);
    if (!scored.Zip(expected).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= 1e-12))
    {
        Console.WriteLine($"{name}: other scores than it was saved with");
        return 1;
    }

    bool isNamedTheSame = model.Score(SavedRows.Named(rows, 0)).Equals(scored[0]);
    if (!isNamedTheSame || (SavedRows.Typed(rows, 0) is { } typed && !model.Score(typed).Equals(scored[0])))
    {
        Console.WriteLine($"{name}: an object or values by name score otherwise than the dataset");
        return 1;
    }

    modelCount++;
    if (scored.SequenceEqual(expected)) toTheBit++;
}

Console.WriteLine($"{modelCount} models, {toTheBit} to the bit");
return modelCount > 0 ? 0 : 1;
