namespace FraudMl.Build;

/// <summary>The projects of <see cref="SdkSmoke"/>: what a user writes.</summary>
internal static class SdkSmokeFiles
{
    private const string Training = """
        string asked = args[0];
        Dataset transactions = SyntheticTransactions.CreditCard(new() { RowCount = 3000, FraudRatio = 0.03, Seed = 5 });
        if (asked != "champion") transactions = transactions.Select("Time", "V28", "Class");
        var (train, test) = transactions.SplitByTime(0.3);
        FraudPipeline pipeline = new FraudPipelineBuilder().Impute(Columns.Numbers).Standardize(Columns.Numbers)
            .Train(Trainers.LogisticRegression()).Build();
        using MlflowClient mlflow = MlflowClient.Connect();
        ExperimentResult result = await new Experiment("cards").Compare(pipeline).EvaluateOn(test)
            .Observe(new MlflowObserver(mlflow)).RunAsync(train);
        RegisteredFraudModel registered = await mlflow.RegisterAsync(result.Best, "cards", asked == "champion" ? asked : null);
        Console.WriteLine($"registered version {registered.Version}");
        """;

    private const string Api = """
        using Acme.Api;
        #if RENAMED
        _ = new Transaction { Renamed = 1 };
        #endif
        var scorer = TransactionScorer.Load();
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/ping", () => TransactionScorer.Version);
        app.MapPost("/score", (Transaction row) => new { predictions = new[] { scorer.Score(row) } });
        app.MapGet("/inputs", () => scorer.Model.Inputs.Select(input => input.Name));
        app.Run();
        """;

    private const string Script = """
        var scorer = CardsScorer.Load();
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/ping", () => CardsScorer.Uri);
        app.MapPost("/score", (CardsRow row) => new { predictions = new[] { scorer.Score(row) } });
        app.Run();
        """;

    /// <summary>Writes them to a folder.</summary>
    public static void Write(string folder, string version)
    {
        File("global.json", $$"""{ "msbuild-sdks": { "FraudMl.Sdk": "{{version}}" } }""");
        File("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
            </Project>
            """);
        File("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <FraudMlTrackingUri>sqlite:///$(MSBuildThisFileDirectory)mlflow.db</FraudMlTrackingUri>
                <FraudMlModelCache>$(MSBuildThisFileDirectory)cache</FraudMlModelCache>
                <FraudMlLockedMode Condition="'$(FraudMlLockedMode)' == ''">false</FraudMlLockedMode>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
            </Project>
            """);
        File("Training/Training.csproj", """
            <Project Sdk="FraudMl.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <FraudMlModelName>cards</FraudMlModelName>
                <FraudMlTrainArguments>champion</FraudMlTrainArguments>
              </PropertyGroup>
              <ItemGroup>
                <FraudMetric Include="average_precision" Minimum="0" MaximumLoss="0.02" />
              </ItemGroup>
            </Project>
            """);
        File("Training/Program.cs", Training);
        File("Api/Api.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <Sdk Name="FraudMl.Sdk" />
              <PropertyGroup>
                <RootNamespace>Acme.Api</RootNamespace>
                <Asked Condition="'$(Asked)' == ''">models:/cards@champion</Asked>
              </PropertyGroup>
              <ItemGroup>
                <FraudModel Include="$(Asked)" RecordName="Transaction" />
              </ItemGroup>
            </Project>
            """);
        File("Api/Program.cs", Api);
        File("Pipelines/Pipelines.csproj", """
            <Project Sdk="FraudMl.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
                <EnableWindowsTargeting>true</EnableWindowsTargeting>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                <GeneratePackageOnBuild>true</GeneratePackageOnBuild>
                <Version>1.0.0-smoke</Version>
              </PropertyGroup>
              <ItemGroup>
                <FraudModel Include="models:/cards@champion" />
              </ItemGroup>
            </Project>
            """);
        File("Pipelines/Fraud.cs", """
            namespace Pipelines;

            public static class Fraud
            {
                public static FraudPipeline Pipeline => new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).Build();
            }

            // What the build writes is internal; this part makes it public.
            public partial record CardsRow;
            """);
        File("Models.slnx", """
            <Solution>
              <Project Path="Api/Api.csproj" />
              <Project Path="Pipelines/Pipelines.csproj" />
            </Solution>
            """);
        File("script/score.cs", $"""
            #:sdk Microsoft.NET.Sdk.Web
            #:sdk FraudMl.Sdk@{version}
            #:property FraudModels=models:/cards@champion
            {Script}
            """);

        void File(string path, string text)
        {
            string file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.WriteAllText(file, text);
        }
    }
}
