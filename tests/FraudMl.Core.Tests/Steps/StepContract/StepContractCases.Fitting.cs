using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace FraudMl.Tests;

/// <summary>What the contract does with the steps that are enrolled by the tests of each package.</summary>
internal static partial class StepContractCases
{
    /// <summary>The collection of the tests that need a switch of the whole process to stand as it stands.</summary>
    public const string LoadSwitch = "ML.NET's load switch";

    public static IReadOnlyCollection<string> Names => Enrolled.Keys;

    /// <value>The cases that can't be exported to ONNX.</value>
    public static IReadOnlyCollection<string> Refused => Refusing;

    /// <value>The package that these tests are named after.</value>
    public static Assembly Subject => Assembly.Load(typeof(StepContractCases).Assembly.GetName().Name![..^".Tests".Length]);

    public static IEnumerable<Type> StepTypes => Enrolled.Values.SelectMany(steps => steps).Select(step => step.GetType()).Distinct();

    /// <summary>Returns every implementation of an interface in the package that these tests are named after.</summary>
    public static IReadOnlyList<Type> Implementations(Type seam) =>
        [.. Subject.GetTypes().Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(seam))];

    /// <summary>Returns the contract of a case.</summary>
    public static StepContract Contract(string step) => new(Enrolled[step]);

    /// <summary>Fits the steps of a case; texts and times that are left are dropped.</summary>
    public static (FittedFeatures Features, FeatureMatrix Matrix) Fit(string step, Dataset data, int seed = 3) =>
        FittedSteps.Fit(Enrolled[step], data, seed);

    /// <summary>Returns a pipeline of the same steps.</summary>
    public static FraudPipeline Pipeline(string step)
    {
        var builder = new FraudPipelineBuilder();
        foreach (IFeatureStep enrolled in Enrolled[step]) builder.Step(enrolled);
        return builder.Drop(Columns.Texts).Drop(Columns.Timestamps).Train(new Training.NoiseTrainer()).Build();
    }

    /// <summary>Returns a model around the features, with a weight for each.</summary>
    public static FraudModel Model(FittedFeatures features) => FittedSteps.Model(features);

    public static byte[] Saved(FittedFeatures features) => FittedSteps.Saved(features);

    /// <summary>Returns a saved model whose JSON was changed, with the hash of what it holds now.</summary>
    public static byte[] WithPayload(byte[] saved, Func<string, string> change)
    {
        byte[] payload = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(saved).Split('\n')[1]));
        string header = $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(payload))}\"}}\n";
        return [.. Encoding.UTF8.GetBytes(header), .. payload];
    }
}
